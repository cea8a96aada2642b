package org.penchant.align.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.Signal;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * Rows as tensors. Responses are numbered 0..S-1; row i holds the responses {@code members[i]}.
 *
 * @param logps [N] F64, log pi of every trained token; gradients flow to it
 * @param reference [N] F64, the same under the reference policy, if there is one
 * @param responseOf [N] I64, the response of every token
 * @param lengths |y| of every response, S entries
 * @param members the responses of every row, as {@link Row#responses} has them, [B]
 * @param labels psi of the members of every row, or empty arrays, [B]
 * @param good [B], labels of only responses
 * @param columns per name [B]
 * @param rationales the response that is the rationale of every row, -1 where there is none, [B]
 * @param embeddings of every row's prompt, or empty arrays, [B]
 * @param calibration per kind [N], log A_t, cut from differentiation
 * @param weights [N], of every token in its response, if there are any
 * @param signals per kind [N], against teachers; gradients flow to them
 * @param degrees copies of the best responses that lack key content, if there are any
 * @param context what the rows share; its index is that of the first row
 */
public record Batch(
    Tensor logps,
    Optional<Tensor> reference,
    Tensor responseOf,
    double[] lengths,
    int[][] members,
    double[][] labels,
    boolean[] good,
    Map<String, double[]> columns,
    int[] rationales,
    double[][] embeddings,
    Map<Calibration, Tensor> calibration,
    Optional<Tensor> weights,
    Map<Signal, Tensor> signals,
    Optional<Degrees> degrees,
    Context context) {

  /** Scalar rows as a batch; the policy's tokens require gradients. */
  public static Batch of(List<Row> rows) {
    return Batches.of(rows);
  }

  public int rows() {
    return members.length;
  }

  public int responses() {
    return lengths.length;
  }

  public boolean paired() {
    return members[0].length > 1;
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
    return perResponse(referenceTokens());
  }

  /** log pi_ref of every token, [N]. */
  public Tensor referenceTokens() {
    return reference.orElseThrow(() -> new IllegalStateException("no reference log-probabilities"));
  }

  /** Values [S] of the first, [B]. */
  public Tensor ofFirst(Tensor perResponse) {
    return at(perResponse, 0);
  }

  /** Values [S] of the second, [B]. */
  public Tensor ofSecond(Tensor perResponse) {
    if (!paired()) throw new IllegalStateException("the batch has no pairs");
    return at(perResponse, 1);
  }

  /** Values [S] summed over every row's responses, [B]. */
  public Tensor ofAll(Tensor perResponse) {
    int n = 0;
    for (int[] row : members) n += row.length;
    long[] which = new long[n];
    long[] rowOf = new long[n];
    int at = 0;
    for (int i = 0; i < members.length; i++)
      for (int member : members[i]) {
        which[at] = member;
        rowOf[at++] = i;
      }
    return Tensor.zeros(DType.F64, members.length)
        .indexAdd(0, Tensor.of(rowOf), perResponse.indexSelect(0, Tensor.of(which)));
  }

  /** Values [S] of the response with the highest label, [B]. */
  public Tensor ofBest(Tensor perResponse) {
    long[] best = new long[rows()];
    for (int i = 0; i < best.length; i++) best[i] = members[i][Labels.best(labels[i])];
    return perResponse.indexSelect(0, Tensor.of(best));
  }

  private Tensor at(Tensor perResponse, int place) {
    long[] which = new long[rows()];
    for (int i = 0; i < which.length; i++) which[i] = members[i][place];
    return perResponse.indexSelect(0, Tensor.of(which));
  }

  Tensor signal(Signal kind) {
    Tensor values = signals.get(kind);
    if (values == null) throw new IllegalStateException("the batch has no " + kind);
    return values;
  }

  double[] column(String name) {
    double[] values = columns.get(name);
    if (values == null) throw new IllegalStateException("the batch has no column " + name);
    return values;
  }

  /** |y| of the response at a place of a row. */
  double length(int row, int place) {
    return lengths[members[row][place]];
  }

  /** The rows of the step in scalars: those of the context, or these. */
  List<Row> step() {
    return context.step().isEmpty() ? scalars() : context.step();
  }

  /** These rows in scalars: sums stand for responses, as rewards of whole responses read them. */
  public List<Row> scalars() {
    double[] sums = sums().detach().toDoubles();
    double[] references = reference.isPresent() ? referenceSums().toDoubles() : new double[0];
    var rows = new ArrayList<Row>();
    for (int i = 0; i < rows(); i++) {
      var responses = new ArrayList<Response>();
      for (int s : members[i])
        responses.add(
            Response.even(
                sums[s], references.length == 0 ? Double.NaN : references[s], (int) lengths[s]));
      var own = new java.util.HashMap<String, Double>();
      int row = i;
      columns.forEach((name, values) -> own.put(name, values[row]));
      rows.add(
          new Row(
              responses,
              labels[i],
              good[i],
              own,
              Optional.empty(),
              embeddings[i],
              List.of(),
              Context.NONE));
    }
    return rows;
  }
}
