/**
 * Statistics of results: moments, tests, intervals, rank correlation, calibration. Imports numeric
 * only. A new statistic is a static function over arrays with its formula and source in its
 * Javadoc, and a golden from a table or a hand calculation.
 */
@NullMarked
package org.penchant.core.stats;

import org.jspecify.annotations.NullMarked;
