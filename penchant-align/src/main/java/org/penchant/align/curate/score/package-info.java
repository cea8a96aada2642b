/**
 * Curation: scores of examples, each measured once for a dataset, and what is done with them:
 * filter, order, weight. May import everything of this module below {@code train}. A new score is a
 * record of {@link org.penchant.align.curate.score.ExampleScore} and its line in {@link
 * org.penchant.align.curate.score.ScoreText}; a new use is a class like {@link
 * org.penchant.align.curate.score.Filter}.
 */
@NullMarked
package org.penchant.align.curate.score;

import org.jspecify.annotations.NullMarked;
