package org.penchant.app.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.train.StagedTraining;
import org.penchant.app.job.MethodResult.Point;

/** Measures a policy while it trains, and times its optimiser steps alone. */
final class CompareWatch implements StagedTraining.Listener {
  private final Yardstick yardstick;
  private final CausalLm policy;
  private final long every;
  private final long planned;
  private final Progress progress;
  private final List<Double> seconds = new ArrayList<>();
  private final SortedMap<Long, Yardstick.Reading> readings = new TreeMap<>();
  private final Map<Long, Double> losses = new HashMap<>();
  private long steps;
  private long resumed = System.nanoTime();

  /**
   * A watch over a run.
   *
   * @param start the measurement before training, which is every method's
   * @param every steps between measurements
   * @param planned steps of the run
   */
  CompareWatch(
      Yardstick yardstick,
      CausalLm policy,
      Yardstick.Reading start,
      long every,
      long planned,
      Progress progress) {
    this.yardstick = yardstick;
    this.policy = policy;
    this.every = every;
    this.planned = planned;
    this.progress = progress;
    put(start);
  }

  @Override
  public void step(long step, long total, Map<String, Double> metrics) {
    seconds.add((System.nanoTime() - resumed) / 1e9);
    steps++;
    progress.at(steps, planned, metrics);
    if (steps % every == 0) put(yardstick.of(policy));
    resumed = System.nanoTime();
  }

  @Override
  public void evaluated(long step, Map<String, Double> metrics) {
    losses.put(steps, metrics.getOrDefault("loss", Double.NaN));
    resumed = System.nanoTime();
  }

  @Override
  public void stage(int number, int of, int rows) {
    progress.stage("stage " + number + " of " + of + ", " + rows + " rows");
    resumed = System.nanoTime();
  }

  /** Measures the policy as the run leaves it, which later stages may have changed after a step. */
  void ended() {
    put(yardstick.of(policy));
  }

  List<Double> seconds() {
    return List.copyOf(seconds);
  }

  /** All measurements. */
  List<Point> points() {
    var points = new ArrayList<Point>();
    readings.forEach((at, reading) ->
        points.add(
            new Point(
                at,
                reading.accuracy(),
                reading.margin(),
                reading.ranking(),
                reading.chosen(),
                reading.rejected(),
                reading.kl(),
                losses.getOrDefault(at, Double.NaN))));
    return points;
  }

  private void put(Yardstick.Reading reading) {
    readings.put(steps, reading);
  }
}
