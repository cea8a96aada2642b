/**
 * Benchmarks of reward models: items with known preferences, scored by anything that is a Scorer or
 * a Judge, and what follows: accuracies by group with intervals, floors, comparisons of models.
 * Imports metric, report and core. A new format is a record of {@link
 * org.penchant.eval.bench.BenchItem}, a case in {@link org.penchant.eval.bench.Benchmark} and a
 * small built-in sample; readers of files live with the application.
 */
@NullMarked
package org.penchant.eval.bench;

import org.jspecify.annotations.NullMarked;
