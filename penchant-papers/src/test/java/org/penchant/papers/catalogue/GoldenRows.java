package org.penchant.papers.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.objective.Anchor;
import org.penchant.align.objective.Calibration;
import org.penchant.align.objective.Context;
import org.penchant.align.objective.DegreeCopy;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Response;
import org.penchant.align.objective.Row;
import org.penchant.testkit.golden.Values;

/**
 * The rows of a golden case: {@code chosen} and {@code rejected} token by token, or {@code
 * responses} with {@code labels}, or {@code rows} of either, which are one step.
 */
final class GoldenRows {
  private GoldenRows() {}

  static List<Row> of(Values in, Objective objective) {
    var rows = new ArrayList<Row>();
    if (in.has("rows"))
      in.node().get("rows").forEach(node -> rows.add(row(new Values(in.place(), node), objective)));
    else rows.add(row(in, objective));
    long good = rows.stream().filter(Row::good).count();
    var context =
        Context.NONE
            .withBaseline(in.has("baseline") ? in.number("baseline") : 0)
            .withProgress(in.has("progress") ? in.number("progress") : 0)
            .withGoodShare((double) good / rows.size());
    if (in.has("anchor"))
      context = context.withAnchor(new Anchor(in.numbers("anchor")[0], in.numbers("anchor")[1]));
    var step = List.copyOf(rows);
    for (int i = 0; i < rows.size(); i++)
      rows.set(i, rows.get(i).withContext(context.withStep(step, i)));
    return rows;
  }

  private static Row row(Values in, Objective objective) {
    var responses = new ArrayList<Response>();
    if (in.has("responses")) {
      double[][] logps = in.rows("responses");
      double[][] references = in.has("references") ? in.rows("references") : new double[0][];
      for (int i = 0; i < logps.length; i++)
        responses.add(
            new Response(logps[i], references.length == 0 ? new double[0] : references[i]));
    } else {
      responses.add(response(in, "chosen", "refChosen", "calibrationChosen"));
      if (in.has("rejected"))
        responses.add(response(in, "rejected", "refRejected", "calibrationRejected"));
    }
    if (in.has("weights"))
      for (int i = 0; i < responses.size(); i++)
        responses.set(i, responses.get(i).withWeights(in.rows("weights")[i]));
    if (in.has("signal"))
      for (int i = 0; i < responses.size(); i++)
        for (var need : objective.needs())
          if (need instanceof Need.TokenSignal wanted)
            responses.set(
                i, responses.get(i).withSignals(Map.of(wanted.signal(), in.rows("signal")[i])));
    var columns = new LinkedHashMap<String, Double>();
    if (in.has("columns"))
      in.node()
          .get("columns")
          .properties()
          .forEach(e -> columns.put(e.getKey(), e.getValue().doubleValue()));
    return new Row(
        responses,
        in.has("labels") ? in.numbers("labels") : new double[0],
        !in.has("good") || in.flag("good"),
        columns,
        in.has("rationale")
            ? Optional.of(new Response(in.numbers("rationale"), new double[0]))
            : Optional.empty(),
        in.has("embedding") ? in.numbers("embedding") : new double[0],
        in.has("level")
            ? List.of(new DegreeCopy(in.integer("level"), in.numbers("logits")))
            : List.of(),
        Context.NONE);
  }

  private static Response response(Values in, String logps, String reference, String calibration) {
    var response =
        new Response(in.numbers(logps), in.has(reference) ? in.numbers(reference) : new double[0]);
    return in.has(calibration)
        ? response.withCalibration(Map.of(Calibration.SAMPLED, in.numbers(calibration)))
        : response;
  }
}
