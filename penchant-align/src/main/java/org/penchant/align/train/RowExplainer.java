package org.penchant.align.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.LogProbs;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.Signal;
import org.penchant.align.lm.Teachers;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.objective.Anchor;
import org.penchant.align.objective.Calibration;
import org.penchant.align.objective.Context;
import org.penchant.align.objective.DegreeCopy;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Response;
import org.penchant.align.objective.Row;
import org.penchant.align.reference.Reference;
import org.penchant.core.explain.Explanation;
import org.penchant.torch.tensor.TensorScope;

/**
 * Explains the loss of rows by the scalar form of an objective, from the same log-probabilities
 * that training uses; it equals training's loss, before the first step where a head that tells
 * levels of copies trains too.
 *
 * @param policy the model
 * @param objective what is asked of it
 * @param reference where log pi_ref comes from, if the objective needs it
 * @param teachers whom signals compare the policy with
 * @param maxTokens tokens of one packing
 */
public record RowExplainer(
    CausalLm policy,
    Objective objective,
    Optional<Reference> reference,
    Teachers teachers,
    int maxTokens) {

  /**
   * A row's loss twice.
   *
   * @param explanation its root is the scalar loss
   * @param loss what training computes
   */
  public record Explained(Example example, Explanation explanation, double loss) {}

  /**
   * Explains rows; a KL baseline, where the objective has one, is that of these rows.
   *
   * @param rows as {@link Example#prepare} gives them
   * @param progress steps done / total steps, in [0, 1)
   */
  public List<Explained> explain(List<Example> rows, double progress) {
    var outcome =
        new Pass(policy, objective, reference, teachers, Optional.empty(), maxTokens, false)
            .evaluate(rows, progress, Anchor.START);
    var explained = new ArrayList<Explained>();
    for (int i = 0; i < rows.size(); i++) {
      var row = row(rows.get(i)).withContext(outcome.context().withStep(outcome.step(), i));
      explained.add(
          new Explained(rows.get(i), objective.explain(row), outcome.rows().get(i).loss()));
    }
    return explained;
  }

  private Row row(Example example) {
    try (var scope = TensorScope.open()) {
      var groups = List.of(example.group());
      var packed = PackedBatch.of(groups);
      var logProbs = LogProbs.of(policy, packed, false, Wanted.by(objective, teachers));
      var signals = new HashMap<Signal, double[]>();
      Wanted.signals(objective, logProbs, false)
          .forEach((kind, tensor) -> signals.put(kind, tensor.toDoubles()));
      double[] tokens = logProbs.tokens().toDoubles();
      double[] references =
          reference.map(r -> r.tokens(packed, groups).toDoubles()).orElse(new double[0]);
      var calibration = new EnumMap<Calibration, double[]>(Calibration.class);
      Wanted.calibration(logProbs)
          .forEach((kind, tensor) -> calibration.put(kind, tensor.toDoubles()));
      var responses = new ArrayList<Response>();
      int at = 0;
      var weights = example.extras().weights();
      for (TokenSequence sequence : example.group()) {
        int from = at;
        int end = at + sequence.trained();
        var own = new HashMap<Signal, double[]>();
        signals.forEach((kind, all) -> own.put(kind, Arrays.copyOfRange(all, from, end)));
        var response = response(tokens, references, calibration, at, end).withSignals(own);
        int place = responses.size();
        responses.add(place < weights.size() ? response.withWeights(weights.get(place)) : response);
        at = end;
      }
      int count = example.sequences().size();
      return new Row(
          responses.subList(0, count),
          example.labels(),
          example.good(),
          example.columns(),
          example.extras().rationale().map(_ -> responses.get(count)),
          example.extras().embedding(),
          degrees(example),
          Context.NONE);
    }
  }

  private List<DegreeCopy> degrees(Example example) {
    var copies = new ArrayList<DegreeCopy>();
    for (var need : objective.needs())
      if (need instanceof Need.Copies wanted)
        for (var copy : example.extras().copies())
          copies.add(new DegreeCopy(copy.level(), new double[wanted.levels()]));
    return copies;
  }

  private static Response response(
      double[] tokens,
      double[] references,
      Map<Calibration, double[]> calibration,
      int from,
      int to) {
    var own = new EnumMap<Calibration, double[]>(Calibration.class);
    calibration.forEach((kind, values) -> own.put(kind, Arrays.copyOfRange(values, from, to)));
    return new Response(
            Arrays.copyOfRange(tokens, from, to),
            references.length == 0 ? references : Arrays.copyOfRange(references, from, to))
        .withCalibration(own);
  }
}
