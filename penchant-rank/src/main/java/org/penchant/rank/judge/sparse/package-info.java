/**
 * Fewer comparisons than all: which pairs of a first-stage order to ask about, and what their
 * ratings lose by it (arXiv 2207.04470). Imports core, standing, rating and judge. A new design is
 * a record of {@link org.penchant.rank.judge.sparse.PairSampler}; ways to rate are {@link
 * org.penchant.rank.rating.Rater}s.
 */
@NullMarked
package org.penchant.rank.judge.sparse;

import org.jspecify.annotations.NullMarked;
