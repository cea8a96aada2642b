/** Tests of lint. */
@NullMarked
package org.penchant.data.lint;

import org.jspecify.annotations.NullMarked;
