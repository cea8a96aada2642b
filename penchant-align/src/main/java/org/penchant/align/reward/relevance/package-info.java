/**
 * Rewards without preference data: relevance to the query or to a reference answer, times a length
 * incentive and a repetition penalty. Pure arithmetic over texts; may import core. A new encoder
 * implements {@link org.penchant.align.reward.relevance.Encoder} under an identity of its own; a
 * new way of telling kinds of query implements {@link
 * org.penchant.align.reward.relevance.QueryClassifier}.
 */
@NullMarked
package org.penchant.align.reward.relevance;

import org.jspecify.annotations.NullMarked;
