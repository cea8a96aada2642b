/**
 * Writers of preference data: rows in the field's column conventions, as the reader of {@code
 * org.penchant.data.read} reads them back. Imports core's preference and problems only. Add a
 * container by writing a class that takes rows of {@link org.penchant.data.write.RowEncoder} and
 * moves its file into place at the end.
 */
@NullMarked
package org.penchant.data.write;

import org.jspecify.annotations.NullMarked;
