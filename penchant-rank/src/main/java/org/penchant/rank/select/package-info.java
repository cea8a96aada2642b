/**
 * Selection at inference: answers are drawn, scored, and one is returned or none. Imports core
 * only. A new way of selecting is a record with one method from prompt, generator and scorer to a
 * {@link org.penchant.rank.select.Selection}, and a form over arrays of scores that calibration and
 * experiments share.
 */
@NullMarked
package org.penchant.rank.select;

import org.jspecify.annotations.NullMarked;
