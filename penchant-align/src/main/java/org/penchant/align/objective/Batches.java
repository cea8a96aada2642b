package org.penchant.align.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.penchant.align.lm.Signal;
import org.penchant.torch.tensor.Tensor;

/** Scalar rows laid out as tensors. */
final class Batches {
  private Batches() {}

  static Batch of(List<Row> rows) {
    var responses = new ArrayList<Response>();
    int n = rows.size();
    int[][] members = new int[n][];
    double[][] labels = new double[n][];
    double[][] embeddings = new double[n][];
    boolean[] good = new boolean[n];
    int[] rationales = new int[n];
    for (int i = 0; i < n; i++) {
      var row = rows.get(i);
      members[i] = new int[row.responses().size()];
      for (int k = 0; k < members[i].length; k++) {
        members[i][k] = responses.size();
        responses.add(row.responses().get(k));
      }
      rationales[i] = row.rationale().isPresent() ? responses.size() : -1;
      row.rationale().ifPresent(responses::add);
      labels[i] = row.labels();
      embeddings[i] = row.embedding();
      good[i] = row.good();
    }
    long[] responseOf = new long[responses.stream().mapToInt(Response::length).sum()];
    double[] lengths = new double[responses.size()];
    for (int s = 0, at = 0; s < lengths.length; s++) {
      lengths[s] = responses.get(s).length();
      for (int t = 0; t < lengths[s]; t++) responseOf[at++] = s;
    }
    var calibration = new EnumMap<Calibration, Tensor>(Calibration.class);
    for (var kind : responses.getFirst().calibration().keySet())
      calibration.put(
          kind,
          Tensor.of(
              flat(responses, r -> r.calibration().getOrDefault(kind, new double[r.length()]))));
    boolean referenced = rows.getFirst().first().reference().length > 0;
    boolean weighted = responses.stream().anyMatch(r -> r.weights().length > 0);
    var signals = new HashMap<Signal, Tensor>();
    for (var kind : responses.getFirst().signals().keySet())
      signals.put(
          kind,
          Tensor.of(flat(responses, r -> r.signals().getOrDefault(kind, new double[r.length()])))
              .requiresGrad(true));
    return new Batch(
        Tensor.of(flat(responses, Response::logps)).requiresGrad(true),
        optional(
            flat(
                responses,
                r ->
                    referenced && r.reference().length == 0
                        ? new double[r.length()]
                        : r.reference())),
        Tensor.of(responseOf),
        lengths,
        members,
        labels,
        good,
        RowColumns.of(rows.stream().map(Row::columns).toList()),
        rationales,
        embeddings,
        calibration,
        weighted
            ? Optional.of(Tensor.of(flat(responses, Response::tokenWeights)))
            : Optional.empty(),
        signals,
        degrees(rows),
        rows.getFirst().context());
  }

  private static Optional<Degrees> degrees(List<Row> rows) {
    var copies = rows.stream().flatMap(row -> row.degrees().stream()).toList();
    if (copies.isEmpty()) return Optional.empty();
    long[] rowOf =
        IntStream.range(0, rows.size())
            .flatMap(i -> rows.get(i).degrees().stream().mapToInt(_ -> i))
            .asLongStream()
            .toArray();
    double[] logits =
        copies.stream().map(DegreeCopy::logits).flatMapToDouble(Arrays::stream).toArray();
    return Optional.of(
        new Degrees(
            Tensor.of(logits, copies.size(), copies.getFirst().logits().length).requiresGrad(true),
            rowOf,
            copies.stream().mapToLong(DegreeCopy::level).toArray()));
  }

  private static Optional<Tensor> optional(double[] values) {
    return values.length == 0 ? Optional.empty() : Optional.of(Tensor.of(values));
  }

  private static double[] flat(List<Response> responses, Function<Response, double[]> of) {
    return responses.stream().map(of).flatMapToDouble(Arrays::stream).toArray();
  }
}
