package org.penchant.align.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penchant.torch.tensor.BlasThreads;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * The hidden states of a batch that predict trained tokens, added up by response: S(y) =
 * sum_{k=1..|y|} h(x, y_{<k}), after the final norm, where the unembedding acts (arXiv 2410.08847,
 * section 5). The last prompt state is the first of them, the state of a response's last token is
 * not among them.
 */
public final class HiddenSums {
  private HiddenSums() {}

  /**
   * One response's.
   *
   * @param sum S(y), [D]
   * @param last the state that predicts the last trained token, [D]
   * @param length |y|, trained tokens
   */
  public record Response(double[] sum, double[] last, int length) {
    public Response {
      if (length < 1) throw new IllegalArgumentException("length = " + length + ", must be >= 1");
      if (sum.length != last.length)
        throw new IllegalArgumentException(
            "a sum of " + sum.length + " and a state of " + last.length + " features");
    }

    /** The sums of states given one by one, [|y|, D]. */
    public static Response of(double[]... states) {
      double[] sum = new double[states[0].length];
      for (double[] state : states) for (int j = 0; j < sum.length; j++) sum[j] += state[j];
      return new Response(sum, states[states.length - 1].clone(), states.length);
    }
  }

  /** Runs the model's body, without its head, and adds up; in the batch's order of sequences. */
  public static List<Response> of(CausalLm model, PackedBatch batch) {
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled();
        var _ = BlasThreads.suited(model.type())) {
      Tensor all = model.hidden(batch.packing());
      return of(all.indexSelect(0, Tensor.of(batch.predictor())), batch);
    }
  }

  /**
   * Adds up states that a pass has found already.
   *
   * @param predictors as {@link LogProbs#predictors} gives them, [n, D]
   */
  public static List<Response> of(Tensor predictors, PackedBatch batch) {
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      int n = batch.sequences();
      int width = (int) predictors.size(1);
      double[] sums =
          Tensor.zeros(DType.F64, n, width)
              .indexAddInPlace(0, Tensor.of(batch.sequenceOf()), predictors.detach().to(DType.F64))
              .toDoubles();
      double[] last = predictors.indexSelect(0, Tensor.of(lastOf(batch))).toDoubles();
      var responses = new ArrayList<Response>(n);
      for (int s = 0; s < n; s++)
        responses.add(
            new Response(
                Arrays.copyOfRange(sums, s * width, (s + 1) * width),
                Arrays.copyOfRange(last, s * width, (s + 1) * width),
                batch.lengths()[s]));
      return responses;
    }
  }

  private static long[] lastOf(PackedBatch batch) {
    long[] last = new long[batch.sequences()];
    long end = 0;
    for (int s = 0; s < last.length; s++) {
      end += batch.lengths()[s];
      last[s] = end - 1;
    }
    return last;
  }
}
