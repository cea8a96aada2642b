/** Tests of the package of the same name. */
@NullMarked
package org.penchant.data.votes;

import org.jspecify.annotations.NullMarked;
