package org.penchant.align.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.LogProbs;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.objective.Labels;
import org.penchant.core.stats.Vectors;
import org.penchant.torch.tensor.TensorScope;

/**
 * Weights of tokens from the likeness of reasoning steps (after arXiv 2410.12854): w_it = offset +
 * sign cos(h_it, h_1t), h_it the mean of the hidden states that predict the tokens of step t of
 * trajectory i, trajectory 1 the one with the highest label; a token weighs w_it / (tokens of step
 * t * sum_t w_it). Step numbers beyond the shortest trajectory's count as its last. States are
 * those of the policy that training starts from.
 *
 * @param offset c
 * @param sign 1 as in the paper's code, which weighs steps that all share most; -1 with an offset
 *     of 1.1 stresses the steps that differ, and did better where that was tried
 * @param separator text that ends a step
 */
public record StepWeights(double offset, int sign, String separator) {
  public StepWeights {
    if (sign != 1 && sign != -1)
      throw new IllegalArgumentException("sign = " + sign + ", must be 1 or -1");
    if (!(offset >= 1)) throw new IllegalArgumentException("offset = " + offset + ", must be >= 1");
    if (separator.isEmpty()) throw new IllegalArgumentException("the separator is empty");
  }

  /** As the paper's code has it, steps being lines. */
  public static StepWeights defaults() {
    return new StepWeights(1, 1, "\n");
  }

  /**
   * The rows with weights of their tokens.
   *
   * @param text what a token reads as
   */
  public List<Example> of(
      CausalLm model, IntFunction<String> text, List<Example> rows, int maxTokens) {
    var found = new ArrayList<Example>();
    var groups = rows.stream().map(Example::sequences).toList();
    for (var run : PackedBatch.split(groups, maxTokens)) {
      try (var scope = TensorScope.open()) {
        var states = LogProbs.of(model, PackedBatch.of(run), false, Set.of()).predictors();
        double[] all = states.toDoubles();
        int width = (int) states.size(1);
        int token = 0;
        for (var group : run) {
          var row = rows.get(found.size());
          var hidden = new ArrayList<double[][]>();
          for (var sequence : group) {
            double[][] own = new double[sequence.trained()][];
            for (int t = 0; t < own.length; t++, token++)
              own[t] = Arrays.copyOfRange(all, token * width, (token + 1) * width);
            hidden.add(own);
          }
          var steps = group.stream().map(sequence -> steps(sequence, text)).toList();
          var weights = weights(hidden, steps, Labels.best(row.labels()));
          found.add(row.withExtras(row.extras().withWeights(weights)));
        }
      }
    }
    return found;
  }

  /** The step of every trained token. */
  private int[] steps(TokenSequence sequence, IntFunction<String> text) {
    int[] steps = new int[sequence.trained()];
    int step = 0;
    int at = 0;
    var said = new StringBuilder();
    var trains = sequence.trains();
    for (int t = trains.nextSetBit(0); t >= 0; t = trains.nextSetBit(t + 1)) {
      steps[at++] = step;
      said.append(text.apply(sequence.ids()[t]));
      if (said.indexOf(separator) >= 0) {
        step++;
        said.setLength(0);
      }
    }
    return steps;
  }

  /**
   * Weights of tokens, per trajectory summing to 1.
   *
   * @param hidden state of every token of every trajectory
   * @param steps step of the same, from 0, rising
   * @param best the trajectory to compare with
   */
  List<double[]> weights(List<double[][]> hidden, List<int[]> steps, int best) {
    int most = steps.stream().mapToInt(s -> s[s.length - 1]).min().orElse(0);
    var means = new ArrayList<double[][]>();
    for (int i = 0; i < hidden.size(); i++) means.add(means(hidden.get(i), steps.get(i), most));
    var weights = new ArrayList<double[]>();
    for (int i = 0; i < hidden.size(); i++) {
      double[] w = new double[most + 1];
      for (int t = 0; t <= most; t++)
        w[t] = offset + sign * alike(means.get(i)[t], means.get(best)[t]);
      weights.add(tokens(w, steps.get(i)));
    }
    return weights;
  }

  /** Step weights shared out among the tokens of each step. */
  static double[] tokens(double[] weights, int[] steps) {
    int most = weights.length - 1;
    int[] counts = new int[weights.length];
    for (int step : steps) counts[Math.min(step, most)]++;
    double total = Arrays.stream(weights).sum();
    double[] tokens = new double[steps.length];
    for (int t = 0; t < tokens.length; t++) {
      int step = Math.min(steps[t], most);
      tokens[t] = total > 0 ? weights[step] / (counts[step] * total) : 1.0 / tokens.length;
    }
    return tokens;
  }

  private static double[][] means(double[][] hidden, int[] steps, int most) {
    double[][] means = new double[most + 1][hidden[0].length];
    int[] counts = new int[most + 1];
    for (int t = 0; t < hidden.length; t++) {
      int step = Math.min(steps[t], most);
      counts[step]++;
      for (int d = 0; d < hidden[t].length; d++) means[step][d] += hidden[t][d];
    }
    for (int step = 0; step <= most; step++)
      for (int d = 0; d < means[step].length; d++) means[step][d] /= Math.max(1, counts[step]);
    return means;
  }

  /** A state of zeros is like no other. */
  private static double alike(double[] a, double[] b) {
    double cosine = Vectors.cosine(a, b);
    return Double.isNaN(cosine) ? 0 : cosine;
  }
}
