/**
 * How sure a pair's label is, by the margins of several reward models or by further judgments, and
 * what to do about it.
 *
 * <p>{@link org.penchant.align.curate.strength.Evidence} reads a row's columns into a {@link
 * org.penchant.align.curate.strength.Strength}, the one estimator of disagreement; a {@link
 * org.penchant.align.curate.strength.Remedy} names what {@code curate}'s step {@code denoise} does
 * with it. Imports core and {@code align.objective}. A new use of the same evidence is a record of
 * {@code Remedy} and its case in the step.
 */
@NullMarked
package org.penchant.align.curate.strength;

import org.jspecify.annotations.NullMarked;
