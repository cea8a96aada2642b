/**
 * What a low-rank head is trained and read with beside its loss: penalties that hold its shared
 * rewards near a given one, weights of users, a first temperature, a report of which shared rewards
 * users take, and a model without those that none does. May import {@code reward}, core and
 * tensors. A new penalty is a record of {@link org.penchant.align.reward.lowrank.BasisPenalty} with
 * its slopes, and a sample in its test.
 */
@NullMarked
package org.penchant.align.reward.lowrank;

import org.jspecify.annotations.NullMarked;
