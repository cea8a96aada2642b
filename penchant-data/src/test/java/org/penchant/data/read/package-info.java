/** Tests of the readers. */
@NullMarked
package org.penchant.data.read;

import org.jspecify.annotations.NullMarked;
