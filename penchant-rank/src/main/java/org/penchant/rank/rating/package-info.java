/**
 * Ratings: from votes on pairs or orders to a score for every item. Imports core, standing, choice,
 * matrix. A new rating is a record of {@link org.penchant.rank.rating.Rater}; the contract test
 * finds it.
 */
@NullMarked
package org.penchant.rank.rating;

import org.jspecify.annotations.NullMarked;
