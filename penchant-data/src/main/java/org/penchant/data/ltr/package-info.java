/**
 * Learning-to-rank data: documents of queries with features in the SVMlight format, and the runs
 * and judgements of TREC. Imports core and {@code org.penchant.data.read}. Add a format by a class
 * that turns its lines into records and reports every one it cannot.
 */
@NullMarked
package org.penchant.data.ltr;

import org.jspecify.annotations.NullMarked;
