/**
 * Curation: scores of examples, each measured once for a dataset, and what is done with them:
 * filter, order, weight. May import everything of this module below {@code train}. A new score is a
 * record of {@link org.penchant.align.curate.ExampleScore} and its line in {@link
 * org.penchant.align.curate.ScoreText}; a new use is a class like {@link
 * org.penchant.align.curate.Filter}.
 */
@NullMarked
package org.penchant.align.curate;

import org.jspecify.annotations.NullMarked;
