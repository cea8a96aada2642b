/**
 * Metrics of preference-tuned models over arrays of log-probabilities and scores; no model is seen
 * here. Imports core only. A new metric is a record of its counts, or a static function, that
 * states its conventions for ties, and an entry in the tests with numbers from its source.
 */
@NullMarked
package org.penchant.eval.metric;

import org.jspecify.annotations.NullMarked;
