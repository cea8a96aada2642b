/**
 * Shaping: a reward model's raw reward made into the reward that is optimised, against rewards of
 * reference answers to the same prompt, and several rewards made into one. Pure arithmetic; may
 * import core. A new shaping is a record of {@link org.penchant.align.reward.shape.Shaping} with
 * its value and slope, and a sample in its contract test.
 */
@NullMarked
package org.penchant.align.reward.shape;

import org.jspecify.annotations.NullMarked;
