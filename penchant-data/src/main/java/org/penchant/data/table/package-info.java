/**
 * Tables of values: scores of systems on tasks, and the values coders gave to units. Imports core
 * and {@code org.penchant.data.read}. Add a table by a record that says its orientation and a
 * reader that reports every cell it cannot take.
 */
@NullMarked
package org.penchant.data.table;

import org.jspecify.annotations.NullMarked;
