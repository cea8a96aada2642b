/**
 * Data construction: steps that make rows of preference data out of others and say what they left
 * out.
 *
 * <p>A {@link org.penchant.align.curate.Step} is a record that reads and writes as data; a {@link
 * org.penchant.align.curate.Curation} applies a list of them and keeps, for every row, what it was
 * made of. Imports core, {@code org.penchant.data.read}, {@code org.penchant.rank} and its own
 * subpackages; nothing native. To add a step: one record here, its name in {@code Step}'s permits
 * clause, a sample in the contract test, a line in docs/data.md.
 */
@NullMarked
package org.penchant.align.curate;

import org.jspecify.annotations.NullMarked;
