/**
 * Reward heads: what a linear map on hidden states or on given vectors says about how good
 * responses are. A head is arithmetic on arrays with slopes written out; it knows neither tensors
 * nor losses of preferences.
 *
 * <p>May import {@code org.penchant.core}, {@code lm} and libtorch's tensors ({@link RewardModel}
 * and {@link Trunk} alone do). To add a head: a record that implements {@link Head}, listed in its
 * {@code permits}; the contract test then holds its slopes to finite differences.
 */
@NullMarked
package org.penchant.align.reward;

import org.jspecify.annotations.NullMarked;
