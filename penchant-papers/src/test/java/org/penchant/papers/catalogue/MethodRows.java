package org.penchant.papers.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.Anchor;
import org.penchant.align.objective.Calibration;
import org.penchant.align.objective.Context;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Response;
import org.penchant.align.objective.Row;
import org.penchant.testkit.seed.Edges;

/** Random rows of one step that have all that an objective needs. */
final class MethodRows {
  private MethodRows() {}

  static List<Row> draw(Objective objective, RandomGenerator random, int n) {
    var needs = objective.needs();
    var rows = new ArrayList<Row>();
    for (int i = 0; i < n; i++) rows.add(row(objective, random));
    long good = rows.stream().filter(Row::good).count();
    var context =
        Context.NONE
            .withProgress(random.nextDouble())
            .withBaseline(random.nextGaussian())
            .withGoodShare(Math.clamp((double) good / n, 0.1, 0.9))
            .withAnchor(new Anchor(0.1 * random.nextGaussian(), random.nextDouble()));
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
                  Map.of(wanted.signal(), random.doubles(response.length(), 0, 2).toArray()));
      responses.add(response);
      if (lists) labels[c] = (c + random.nextDouble()) / k;
    }
    return new Row(
        responses,
        labels,
        pairs || random.nextBoolean(),
        columns(needs, random),
        needs.contains(new Need.Rationales()) ? Optional.of(response(random)) : Optional.empty(),
        random.doubles(4, -1, 1).toArray(),
        Context.NONE);
  }

  private static Map<String, Double> columns(java.util.Set<Need> needs, RandomGenerator random) {
    if (needs.stream().anyMatch(Need.TokenStatistic.class::isInstance)) return Map.of();
    double rejected = random.nextDouble();
    var columns = new HashMap<String, Double>();
    columns.put("chosen_rating", rejected + 0.1 + random.nextDouble());
    columns.put("rejected_rating", rejected);
    if (!needs.contains(new Need.WholeStep())) columns.put("weight", 0.5 + random.nextDouble());
    for (var need : needs)
      if (need instanceof Need.Column column)
        columns.putIfAbsent(column.name(), random.nextDouble());
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
    int n = Edges.length(random, 6);
    double[] logps = new double[n];
    double[] reference = new double[n];
    double[] sampled = new double[n];
    for (int t = 0; t < n; t++) {
      logps[t] = -0.05 - 2 * random.nextDouble();
      reference[t] = logps[t] + random.nextDouble() - 0.5;
      sampled[t] = -random.nextDouble();
    }
    return new Response(logps, reference).withCalibration(Map.of(Calibration.SAMPLED, sampled));
  }
}
