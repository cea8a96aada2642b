/** Known data for the tests of ranking, read with a few lines. */
@NullMarked
package org.penchant.rank.known;

import org.jspecify.annotations.NullMarked;
