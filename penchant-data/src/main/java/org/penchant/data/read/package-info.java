/**
 * Readers of preference data: containers (JSON lines, JSON array, CSV, Parquet), compression,
 * column conventions, and the rules a row must obey.
 *
 * <p>A file passes through {@link org.penchant.data.read.Compression}, a {@link
 * org.penchant.data.read.RowSource} and {@link org.penchant.data.read.RowParser}; what comes out is
 * a {@code Comparison}. Imports core and {@code org.penchant.data.write} (whose encoding of a row
 * is what gets hashed). Add a container by writing a {@code RowSource} and naming it in {@link
 * org.penchant.data.read.Container}; a column convention by a constant of {@link
 * org.penchant.data.read.Format} and a case in {@code RowParser}; a column by a constant of {@link
 * org.penchant.data.read.Column}. Only {@code ParquetFile} knows a database driver.
 */
@NullMarked
package org.penchant.data.read;

import org.jspecify.annotations.NullMarked;
