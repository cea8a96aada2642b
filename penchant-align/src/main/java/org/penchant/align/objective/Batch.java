package org.penchant.align.objective;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * Rows as tensors. Responses are numbered 0..S-1; row i compares response {@code first[i]} with
 * {@code second[i]}, or judges {@code first[i]} alone where {@code second} is empty.
 *
 * @param logps [N] F64, log pi of every trained token; gradients flow to it
 * @param reference [N] F64, the same under the reference policy, if there is one
 * @param responseOf [N] I64, the response of every token
 * @param lengths |y| of every response, S entries
 * @param first [B]
 * @param second [B], or empty
 * @param good [B], labels of only responses
 * @param columns per name [B]
 * @param calibration per kind [N], log A_t, cut from differentiation
 * @param baseline nats
 * @param progress in [0, 1)
 */
public record Batch(
    Tensor logps,
    Optional<Tensor> reference,
    Tensor responseOf,
    double[] lengths,
    long[] first,
    long[] second,
    boolean[] good,
    Map<String, double[]> columns,
    Map<Calibration, Tensor> calibration,
    double baseline,
    double progress) {

  public int rows() {
    return first.length;
  }

  public int responses() {
    return lengths.length;
  }

  public boolean paired() {
    return second.length > 0;
  }

  /** Per-token values [N] summed over each response, [S]. */
  public Tensor perResponse(Tensor tokens) {
    return Tensor.zeros(DType.F64, responses()).indexAdd(0, responseOf, tokens);
  }

  /** log pi(y|x) of every response, [S]. */
  public Tensor sums() {
    return perResponse(logps);
  }

  /** log pi_ref(y|x) of every response, [S]. */
  public Tensor referenceSums() {
    return perResponse(
        reference.orElseThrow(() -> new IllegalStateException("no reference log-probabilities")));
  }

  /** Values [S] of the first, [B]. */
  public Tensor ofFirst(Tensor perResponse) {
    return perResponse.indexSelect(0, Tensor.of(first));
  }

  /** Values [S] of the second, [B]. */
  public Tensor ofSecond(Tensor perResponse) {
    if (!paired()) throw new IllegalStateException("the batch has no pairs");
    return perResponse.indexSelect(0, Tensor.of(second));
  }

  double[] column(String name) {
    double[] values = columns.get(name);
    if (values == null) throw new IllegalStateException("the batch has no column " + name);
    return values;
  }

  double length(long response) {
    return lengths[(int) response];
  }

  /**
   * Scalar rows as a batch; all rows are pairs or none is. The policy's tokens require gradients.
   */
  public static Batch of(List<Row> rows) {
    var responses = new ArrayList<Response>();
    long[] first = new long[rows.size()];
    long[] second = new long[rows.getFirst().second().isPresent() ? rows.size() : 0];
    boolean[] good = new boolean[rows.size()];
    var columns = new HashMap<String, double[]>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      first[i] = responses.size();
      responses.add(row.first());
      if (second.length > 0) {
        second[i] = responses.size();
        responses.add(row.rejected());
      }
      good[i] = row.good();
      for (var name : row.columns().keySet())
        columns.computeIfAbsent(name, _ -> new double[rows.size()])[i] = row.column(name);
    }
    int tokens = responses.stream().mapToInt(Response::length).sum();
    long[] responseOf = new long[tokens];
    double[] lengths = new double[responses.size()];
    for (int s = 0, n = 0; s < lengths.length; s++) {
      lengths[s] = responses.get(s).length();
      for (int t = 0; t < lengths[s]; t++) responseOf[n++] = s;
    }
    var calibration = new EnumMap<Calibration, Tensor>(Calibration.class);
    for (var kind : responses.getFirst().calibration().keySet())
      calibration.put(
          kind, Tensor.of(flat(responses.stream().map(r -> r.calibration().get(kind)).toList())));
    double[] reference = flat(responses.stream().map(Response::reference).toList());
    return new Batch(
        Tensor.of(flat(responses.stream().map(Response::logps).toList())).requiresGrad(true),
        reference.length == 0 ? Optional.empty() : Optional.of(Tensor.of(reference)),
        Tensor.of(responseOf),
        lengths,
        first,
        second,
        good,
        columns,
        calibration,
        rows.getFirst().baseline(),
        rows.getFirst().progress());
  }

  private static double[] flat(List<double[]> parts) {
    return parts.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
  }
}
