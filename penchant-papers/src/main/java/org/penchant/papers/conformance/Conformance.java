package org.penchant.papers.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.penchant.align.objective.Batch;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Response;
import org.penchant.align.objective.Row;
import org.penchant.core.io.Json;
import org.penchant.core.random.Seeds;
import org.penchant.papers.catalogue.Catalogue;
import org.penchant.papers.catalogue.Entry;
import org.penchant.papers.catalogue.Method;
import org.penchant.torch.tensor.TensorScope;

/**
 * The conformance file: for every method that trains, rows with every number its loss reads, the
 * loss by the scalar form and the derivative by every token's log-probability; docs/conformance.md
 * describes it. Losses are means over the rows of a step; weights that a method cuts from
 * differentiation are cut here.
 */
public final class Conformance {
  /** The version of the layout. */
  public static final int VERSION = 1;

  private static final int CASES = 2;
  private static final int ROWS = 3;

  private Conformance() {}

  /** The whole file, a method a line. */
  public static String json(Catalogue catalogue) {
    return catalogue.entries().stream()
        .filter(Entry::trains)
        .map(entry -> Json.line(method(catalogue.method(entry.id(), Map.of()))))
        .collect(
            Collectors.joining(
                ",\n",
                "{\"version\": "
                    + VERSION
                    + ", \"units\": \"nats; loss = mean over rows; gradient = d loss / d"
                    + " log-probability\", \"methods\": [\n",
                "\n]}\n"));
  }

  private static Map<String, Object> method(Method method) {
    var cases = new ArrayList<Map<String, Object>>();
    for (int c = 0; c < CASES; c++) {
      var random = new Seeds(c).stream("conformance " + method.id());
      cases.add(example(method.objective(), SampleRows.draw(method.objective(), random, ROWS)));
    }
    var out = new LinkedHashMap<String, Object>();
    out.put("method", method.id());
    out.put("settings", method.settings());
    out.put(
        "aggregation",
        method.objective().aggregation().toString().toLowerCase(java.util.Locale.ROOT));
    out.put("cases", cases);
    return out;
  }

  private static Map<String, Object> example(Objective objective, List<Row> rows) {
    var out = new LinkedHashMap<String, Object>();
    var context = rows.getFirst().context();
    var step = new LinkedHashMap<String, Object>();
    var needs = objective.needs();
    if (needs.contains(new Need.TotalSteps())) step.put("progress", context.progress());
    if (needs.contains(new Need.KlBaseline())) step.put("kl_baseline", context.baseline());
    if (needs.contains(new Need.LabelShares())) step.put("good_share", context.goodShare());
    if (needs.stream().anyMatch(Need.TrackedAnchor.class::isInstance))
      step.put("anchor", List.of(context.anchor().mean(), context.anchor().variance()));
    out.put("step", step);
    out.put("rows", rows.stream().map(row -> row(objective, row)).toList());
    try (var scope = TensorScope.open()) {
      var batch = Batch.of(rows);
      objective.of(batch).mean().backward();
      double[] gradient = batch.logps().grad().toDoubles();
      out.put("losses", rows.stream().map(row -> objective.explain(row).value()).toList());
      out.put(
          "loss",
          rows.stream().mapToDouble(row -> objective.explain(row).value()).average().orElse(0));
      out.put("gradients", gradients(rows, gradient));
    }
    return out;
  }

  private static Map<String, Object> row(Objective objective, Row row) {
    var needs = objective.needs();
    var out = new LinkedHashMap<String, Object>();
    out.put(
        "responses", row.responses().stream().map(response -> response(needs, response)).toList());
    if (row.labels().length > 0) out.put("labels", row.labels());
    if (row.responses().size() == 1) out.put("good", row.good());
    if (!row.columns().isEmpty()) out.put("columns", new java.util.TreeMap<>(row.columns()));
    row.rationale().ifPresent(rationale -> out.put("rationale", rationale.logps()));
    if (!row.degrees().isEmpty())
      out.put(
          "copies",
          row.degrees().stream()
              .map(copy ->
                  new java.util.TreeMap<String, Object>(
                      Map.of("level", copy.level(), "logits", copy.logits())))
              .toList());
    if (needs.contains(new Need.Embeddings())) out.put("embedding", row.embedding());
    return out;
  }

  private static Map<String, Object> response(java.util.Set<Need> needs, Response response) {
    var out = new LinkedHashMap<String, Object>();
    out.put("logps", response.logps());
    if (needs.contains(new Need.ReferenceLogps())) out.put("reference", response.reference());
    for (var need : needs) {
      if (need instanceof Need.TokenStatistic statistic)
        put(
            out,
            "log_" + statistic.calibration(),
            response.calibration().get(statistic.calibration()));
      if (need instanceof Need.TokenSignal wanted)
        put(out, "signal", response.signals().get(wanted.signal()));
    }
    if (needs.contains(new Need.TokenWeights())) out.put("weights", response.weights());
    return out;
  }

  private static void put(
      Map<String, Object> out, String name, double @org.jspecify.annotations.Nullable [] values) {
    if (values != null) out.put(name.toLowerCase(java.util.Locale.ROOT), values);
  }

  /** Per row and response; a rationale's come last. */
  private static List<List<double[]>> gradients(List<Row> rows, double[] flat) {
    var all = new ArrayList<List<double[]>>();
    int at = 0;
    for (var row : rows) {
      var responses = new ArrayList<>(row.responses());
      row.rationale().ifPresent(responses::add);
      var own = new ArrayList<double[]>();
      for (var response : responses) {
        own.add(java.util.Arrays.copyOfRange(flat, at, at + response.length()));
        at += response.length();
      }
      all.add(own);
    }
    return all;
  }
}
