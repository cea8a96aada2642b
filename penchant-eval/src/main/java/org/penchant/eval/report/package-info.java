/**
 * Reports: a title and sections of blocks, rendered to one self-contained HTML page, to Markdown
 * and to JSON. Imports core's io, manifest and problems only. A new kind of block is a record of
 * {@link org.penchant.eval.report.Block}, its name among the JSON kinds, and a case in each
 * renderer, which the compiler asks for.
 */
@NullMarked
package org.penchant.eval.report;

import org.jspecify.annotations.NullMarked;
