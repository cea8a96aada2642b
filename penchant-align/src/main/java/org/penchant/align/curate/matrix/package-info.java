/**
 * Comparisons of the responses to one prompt as a matrix, completed and cleaned (arXiv 2403.02745).
 * Imports core and {@code org.penchant.rank.matrix}; nothing native. {@code curate}'s step {@code
 * complete-pairs} applies it to rows.
 */
@NullMarked
package org.penchant.align.curate.matrix;

import org.jspecify.annotations.NullMarked;
