/**
 * Benchmarks of reward models read from files: which columns mean what, by format. Imports data,
 * eval and core. A new format of a file is a branch of {@link
 * org.penchant.app.reward.bench.BenchReader}; what is counted lives in eval.
 */
@NullMarked
package org.penchant.app.reward.bench;

import org.jspecify.annotations.NullMarked;
