/**
 * The objective algebra. An {@link org.penchant.align.objective.Objective} is a sum of terms; a
 * {@link org.penchant.align.objective.Term.Preference} is a chain of small parts:
 *
 * <pre>reward ▸ structure ▸ contrast ▸ offset ▸ link ▸ noise ▸ weight ▸ aggregation</pre>
 *
 * <p>A {@link org.penchant.align.objective.Listwise} gives a row's scores to a {@link
 * org.penchant.align.objective.ListLoss}, a {@link org.penchant.align.objective.Stepwide} those of
 * a whole step to a {@link org.penchant.align.objective.StepLoss}: scalar functions with slopes,
 * which need no tensor form of their own.
 *
 * <p>Every part is a record of a sealed interface with a readable scalar form and a tensor form; a
 * contract test ties the two, and finite differences tie the gradients. "None" is a part, never
 * null. To add a part: one record in its family's file, and a sample for the contract test. Imports
 * core and torch, and reference and lm of this module; never train, curate or diagnose.
 */
@NullMarked
package org.penchant.align.objective;

import org.jspecify.annotations.NullMarked;
