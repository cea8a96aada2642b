/**
 * Opinions of a crowd as labels of a categorical head: a store that counts them, turns them into
 * distributions and gathers them from rows of data, and optimal transport for costs of any form.
 * Pure arithmetic; may import {@code reward} and core. Levels go from 0, the best, as in {@link
 * org.penchant.align.reward.Categorical}; data names them 1 to K, of which K is the best.
 */
@NullMarked
package org.penchant.align.reward.crowd;

import org.jspecify.annotations.NullMarked;
