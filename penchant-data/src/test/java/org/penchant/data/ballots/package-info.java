/** Tests of the package of the same name. */
@NullMarked
package org.penchant.data.ballots;

import org.jspecify.annotations.NullMarked;
