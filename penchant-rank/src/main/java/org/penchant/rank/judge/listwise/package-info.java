/**
 * Judges of whole lists, asked in many orders so that the order they are shown cancels (arXiv
 * 2310.07712), and tasks to try them on. Imports core, judge and fusion. A new task is a record of
 * {@link org.penchant.rank.judge.listwise.SortingTask}.
 */
@NullMarked
package org.penchant.rank.judge.listwise;

import org.jspecify.annotations.NullMarked;
