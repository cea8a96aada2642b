package org.penchant.align.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.Signal;
import org.penchant.align.objective.Batch;
import org.penchant.align.objective.Calibration;
import org.penchant.align.objective.Context;
import org.penchant.align.objective.Degrees;
import org.penchant.align.objective.RowColumns;
import org.penchant.torch.tensor.Tensor;

/** Packed examples with their log-probabilities as an objective takes them. */
final class StepBatch {
  private StepBatch() {}

  /**
   * @param packed the groups of {@code rows}
   * @param tokens log pi of every trained token
   * @param refs log pi_ref of the same
   */
  static Batch of(
      List<Example> rows,
      PackedBatch packed,
      Tensor tokens,
      Optional<Tensor> refs,
      Map<Calibration, Tensor> calibration,
      Map<Signal, Tensor> signals,
      Optional<Degrees> degrees,
      Context context) {
    int n = rows.size();
    int[][] members = new int[n][];
    double[][] labels = new double[n][];
    double[][] embeddings = new double[n][];
    boolean[] good = new boolean[n];
    int[] rationales = new int[n];
    int s = 0;
    for (int i = 0; i < n; i++) {
      var row = rows.get(i);
      members[i] = new int[row.sequences().size()];
      for (int k = 0; k < members[i].length; k++) members[i][k] = s++;
      rationales[i] = row.extras().rationale().isPresent() ? s++ : -1;
      s += row.extras().copies().size();
      labels[i] = row.labels();
      embeddings[i] = row.extras().embedding();
      good[i] = row.good();
    }
    return new Batch(
        tokens,
        refs,
        Tensor.of(packed.sequenceOf()),
        Arrays.stream(packed.lengths()).asDoubleStream().toArray(),
        members,
        labels,
        good,
        RowColumns.of(rows.stream().map(Example::columns).toList()),
        rationales,
        embeddings,
        calibration,
        weights(rows),
        signals,
        degrees,
        context);
  }

  private static Optional<Tensor> weights(List<Example> rows) {
    if (rows.getFirst().extras().weights().isEmpty()) return Optional.empty();
    return Optional.of(
        Tensor.of(
            rows.stream()
                .flatMap(row -> row.extras().weights().stream())
                .flatMapToDouble(Arrays::stream)
                .toArray()));
  }
}
