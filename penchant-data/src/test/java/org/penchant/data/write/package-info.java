/** Tests of the writers. */
@NullMarked
package org.penchant.data.write;

import org.jspecify.annotations.NullMarked;
