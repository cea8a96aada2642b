/**
 * Scores of a reward model held against arena ratings: how far it prefers one model's answers too
 * much, and the offsets between models that would mend it (arXiv 2504.10045). Plain arrays; imports
 * core and {@code align.objective}. {@code curate}'s step {@code elo-pairs} makes pairs of them.
 */
@NullMarked
package org.penchant.align.curate.elo;

import org.jspecify.annotations.NullMarked;
