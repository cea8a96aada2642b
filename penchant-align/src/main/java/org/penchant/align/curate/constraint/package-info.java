/**
 * What a prompt can ask of a response so that a program can tell whether it was done: constraints,
 * their opposites, and the list of them that a row carries. Imports core and {@code
 * org.penchant.data.read}'s names of columns. To add a constraint: one record in {@link
 * org.penchant.align.curate.constraint.Constraint}, a sample in its contract test, a maker in
 * {@code Instructions} if prompts are to be made with it, a line in docs/data.md.
 */
@NullMarked
package org.penchant.align.curate.constraint;

import org.jspecify.annotations.NullMarked;
