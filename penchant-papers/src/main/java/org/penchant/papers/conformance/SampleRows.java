package org.penchant.papers.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.Anchor;
import org.penchant.align.objective.Calibration;
import org.penchant.align.objective.Context;
import org.penchant.align.objective.DegreeCopy;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Response;
import org.penchant.align.objective.Row;

/**
 * Random rows of one step that have all that an objective needs, in numbers of four decimals so
 * that they read and write exactly.
 */
public final class SampleRows {
  private static final int LONGEST = 6;

  private SampleRows() {}

  /** {@code n} rows. */
  public static List<Row> draw(Objective objective, RandomGenerator random, int n) {
    var needs = objective.needs();
    var rows = new ArrayList<Row>();
    for (int i = 0; i < n; i++) rows.add(row(objective, random));
    long good = rows.stream().filter(Row::good).count();
    var context =
        Context.NONE
            .withProgress(round(random.nextDouble()))
            .withBaseline(round(random.nextGaussian()))
            .withGoodShare(Math.clamp((double) good / n, 0.1, 0.9))
            .withAnchor(new Anchor(round(0.1 * random.nextGaussian()), round(random.nextDouble())));
    var step = needs.contains(new Need.WholeStep()) ? List.copyOf(rows) : List.<Row>of();
    for (int i = 0; i < n; i++) rows.set(i, rows.get(i).withContext(context.withStep(step, i)));
    return rows;
  }

  private static Row row(Objective objective, RandomGenerator random) {
    var needs = objective.needs();
    boolean lists = needs.contains(new Need.Lists());
    boolean pairs = lists || needs.contains(new Need.Pairs()) || objective.comparesWithinSteps();
    int k = lists ? 2 + 2 * random.nextInt(2) : pairs ? 2 : 1;
    var responses = new ArrayList<Response>();
    double[] labels = new double[lists ? k : 0];
    for (int c = 0; c < k; c++) {
      var response = response(random);
      if (needs.contains(new Need.TokenWeights()))
        response = response.withWeights(weights(random, response.length()));
      for (var need : needs)
        if (need instanceof Need.TokenSignal wanted)
          response =
              response.withSignals(
                  Map.of(
                      wanted.signal(),
                      random.doubles(response.length(), 0, 2).map(SampleRows::round).toArray()));
      responses.add(response);
      if (lists) labels[c] = round((c + random.nextDouble()) / k);
    }
    return new Row(
        responses,
        labels,
        pairs || random.nextBoolean(),
        columns(needs, random),
        needs.contains(new Need.Rationales()) ? Optional.of(response(random)) : Optional.empty(),
        random.doubles(4, -1, 1).map(SampleRows::round).toArray(),
        degrees(needs, random),
        Context.NONE);
  }

  /** A row in four has no copies. */
  private static List<DegreeCopy> degrees(java.util.Set<Need> needs, RandomGenerator random) {
    var copies = new ArrayList<DegreeCopy>();
    for (var need : needs)
      if (need instanceof Need.Copies wanted && random.nextInt(4) > 0)
        for (int level = 0; level < wanted.levels(); level++)
          copies.add(
              new DegreeCopy(
                  level, random.doubles(wanted.levels(), -2, 2).map(SampleRows::round).toArray()));
    return copies;
  }

  private static Map<String, Double> columns(java.util.Set<Need> needs, RandomGenerator random) {
    if (needs.stream().anyMatch(Need.TokenStatistic.class::isInstance)) return Map.of();
    double rejected = round(random.nextDouble());
    var columns = new HashMap<String, Double>();
    columns.put("chosen_rating", round(rejected + 0.1 + random.nextDouble()));
    columns.put("rejected_rating", rejected);
    if (!needs.contains(new Need.WholeStep()))
      columns.put("weight", round(0.5 + random.nextDouble()));
    for (var need : needs)
      if (need instanceof Need.Column column)
        columns.putIfAbsent(column.name(), round(random.nextDouble()));
    if (needs.contains(new Need.Ties())) columns.put("tie", random.nextBoolean() ? 1.0 : 0.0);
    return columns;
  }

  private static double[] weights(RandomGenerator random, int n) {
    double[] weights = random.doubles(n, 0.1, 1).toArray();
    double sum = java.util.Arrays.stream(weights).sum();
    for (int t = 0; t < n; t++) weights[t] /= sum;
    return weights;
  }

  private static Response response(RandomGenerator random) {
    int n = 1 + random.nextInt(LONGEST);
    double[] logps = new double[n];
    double[] reference = new double[n];
    double[] sampled = new double[n];
    for (int t = 0; t < n; t++) {
      logps[t] = round(-0.05 - 2 * random.nextDouble());
      reference[t] = round(logps[t] + random.nextDouble() - 0.5);
      sampled[t] = round(-random.nextDouble());
    }
    return new Response(logps, reference).withCalibration(Map.of(Calibration.SAMPLED, sampled));
  }

  private static double round(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }
}
