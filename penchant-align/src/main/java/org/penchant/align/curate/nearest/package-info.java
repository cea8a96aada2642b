/**
 * Pairs near what a policy now says, to refresh its reward model on (arXiv 2412.10529), and the
 * scale that keeps a refreshed reward comparable. Plain arrays; imports core and {@code
 * align.objective}. {@code curate}'s step {@code nearest-pairs} applies it to rows.
 */
@NullMarked
package org.penchant.align.curate.nearest;

import org.jspecify.annotations.NullMarked;
