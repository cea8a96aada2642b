/**
 * Diagnoses: what can go wrong while a policy learns preferences, told from metrics after training
 * or from pairs before it. May import {@code lm}, {@code reference}, {@code reward} and {@code
 * objective}. A new diagnosis is one method of {@link org.penchant.align.diagnose.Diagnosis} with
 * its rule in words; a new similarity of a pair's responses is one case of {@link
 * org.penchant.align.diagnose.Similarity}.
 */
@NullMarked
package org.penchant.align.diagnose;

import org.jspecify.annotations.NullMarked;
