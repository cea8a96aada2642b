/**
 * Readers of preference data: containers (JSON lines, JSON array, CSV, Parquet), compression,
 * column conventions, and the rules a row must obey.
 *
 * <p>A file passes through {@link org.penchant.data.read.Compression}, a {@link
 * org.penchant.data.read.RowSource} and {@link org.penchant.data.read.RowParser}; what comes out is
 * a {@code Comparison}. Other packages take what is in a file without that meaning: {@link
 * org.penchant.data.read.TableReader} gives the rows of any container as named cells of text,
 * {@link org.penchant.data.read.TextReader} lines, records without a header, or one JSON value. All
 * open their files through {@code Opening}, which says in words what is wrong with them. Imports
 * core and {@code org.penchant.data.write} (whose encoding of a row is what gets hashed). Add a
 * container by writing a {@code RowSource}, naming it in {@link org.penchant.data.read.Container}
 * and giving it a case in {@code TableReader}; a column convention by a constant of {@link
 * org.penchant.data.read.Format} and a case in {@code RowParser}; a column by a constant of {@link
 * org.penchant.data.read.Column}. Only {@code ParquetQuery} and the two classes that take its
 * results know a database driver.
 */
@NullMarked
package org.penchant.data.read;

import org.jspecify.annotations.NullMarked;
