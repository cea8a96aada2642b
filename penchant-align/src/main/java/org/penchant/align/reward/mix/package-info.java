/**
 * Reward models from several data sets that agree only in part: batches of equal shares, and
 * weights of the sets' losses. Pure arithmetic; may import core. A new way of weighting is a record
 * of {@link org.penchant.align.reward.mix.SourceWeights}.
 */
@NullMarked
package org.penchant.align.reward.mix;

import org.jspecify.annotations.NullMarked;
