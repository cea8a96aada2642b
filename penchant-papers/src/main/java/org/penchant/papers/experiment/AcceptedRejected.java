package org.penchant.papers.experiment;

import java.util.Arrays;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Acceptance;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Normals;

/**
 * Accepted samples, rejected ones, or both, with a forward KL anchor to the reference (arXiv
 * 2410.04166): 50 prompts of 10 actions, reference softmax(N(0, 0.7^2)), an action is accepted with
 * probability p = sigmoid(N(0, 1.5^2)); 20 labelled samples a prompt, q+ and q- their empirical
 * shares, zero where a side is empty. For each prompt the loss -a E_{q+} log pi + (1 - a) E_{q-}
 * log pi + b KL(ref || pi) is minimised over the logits from the reference with its exact gradient,
 * (sum c) pi - c with c = a q+ - (1 - a) q- + b ref, the prompts' losses being summed.
 *
 * @param optimiser what minimises
 * @param steps of every arm
 */
public record AcceptedRejected(Optimiser optimiser, int steps) implements Experiment {
  private static final int PROMPTS = 50;
  private static final int ACTIONS = 10;
  private static final int CELLS = PROMPTS * ACTIONS;
  private static final int SAMPLES = 20;

  /** What minimises; both have to say the same. */
  public enum Optimiser {
    /** Steps of 0.5 times the gradient. */
    GRADIENT_DESCENT,
    /** Adam at 0.05. */
    ADAM
  }

  public static AcceptedRejected defaults() {
    return new AcceptedRejected(Optimiser.GRADIENT_DESCENT, 3000);
  }

  @Override
  public AcceptedRejected trial() {
    return new AcceptedRejected(optimiser, 3);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[] reference =
        LogLinearWorld.normalised(Normals.of(CELLS, 0.7, seeds.stream("reference")), ACTIONS);
    double[] accepted =
        Arrays.stream(Normals.of(CELLS, 1.5, seeds.stream("acceptance")))
            .map(Logistic::sigmoid)
            .toArray();
    double[][] shares = shares(reference, accepted, seeds);
    var bandit = new Bandit(reference, accepted, figures);
    bandit.measure("reference", reference);
    for (double b : new double[] {0, 0.5})
      train(bandit, "accepted, b " + b, 1, fill(b), shares[0], shares[1]);
    for (double b : new double[] {0, 0.5, 1, 1.5, 2})
      train(bandit, "rejected, b " + b, 0, fill(b), shares[0], shares[1]);
    for (double b : new double[] {0, 0.25, 0.5, 1})
      train(bandit, "both, b " + b, 0.5, fill(b), shares[0], shares[1]);
    double[] negative = new double[CELLS];
    double[] posterior = new double[CELLS];
    double[] anchor = new double[PROMPTS];
    for (int x = 0; x < PROMPTS; x++) {
      int from = x * ACTIONS;
      double[] shown = new double[ACTIONS];
      Arrays.setAll(shown, k -> Math.exp(reference[from + k]));
      var exact = new Acceptance(shown, Arrays.copyOfRange(accepted, from, from + ACTIONS));
      anchor[x] = 1 / (1 - exact.rate());
      System.arraycopy(exact.negative(), 0, negative, from, ACTIONS);
      double[] positive = exact.positive();
      for (int k = 0; k < ACTIONS; k++) posterior[from + k] = Math.log(positive[k]);
    }
    bandit.measure("exact posterior", posterior);
    train(bandit, "rejected, exact", 0, anchor, new double[CELLS], negative);
  }

  private void train(
      Bandit bandit, String arm, double a, double[] b, double[] positive, double[] negative) {
    double[] c = new double[CELLS];
    double[] total = new double[PROMPTS];
    for (int i = 0; i < CELLS; i++) {
      c[i] =
          a * positive[i]
              - (1 - a) * negative[i]
              + b[i / ACTIONS] * Math.exp(bandit.reference()[i]);
      total[i / ACTIONS] += c[i];
    }
    int infeasible = 0;
    for (int x = 0; x < PROMPTS; x++)
      if (Arrays.stream(c, x * ACTIONS, (x + 1) * ACTIONS).anyMatch(v -> v < 0)) infeasible++;
    bandit.figures().put(arm, "infeasible prompts", infeasible / (double) PROMPTS);
    Descent.Gradient gradient =
        (logits, _, out) -> {
          for (int x = 0; x < PROMPTS; x++) addGradient(logits, c, total[x], x * ACTIONS, out);
        };
    double[] start = bandit.reference();
    double[] logits =
        switch (optimiser) {
          case GRADIENT_DESCENT -> Descent.plain(start, 0.5, steps, gradient);
          case ADAM -> Descent.adam(start, 0.05, steps, gradient);
        };
    bandit.measure(arm, LogLinearWorld.normalised(logits, ACTIONS));
  }

  /** Adds (sum c) pi - c of the prompt whose actions begin at {@code from}. */
  private static void addGradient(
      double[] logits, double[] c, double total, int from, double[] out) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + ACTIONS; i++) most = Math.max(most, logits[i]);
    double[] e = new double[ACTIONS];
    double sum = 0;
    for (int i = 0; i < ACTIONS; i++) sum += e[i] = Math.exp(logits[from + i] - most);
    for (int i = 0; i < ACTIONS; i++) out[from + i] += total * e[i] / sum - c[from + i];
  }

  /** Empirical shares of accepted and of rejected samples. */
  private static double[][] shares(double[] reference, double[] accepted, Seeds seeds) {
    var random = seeds.stream("samples");
    double[][] shares = new double[2][CELLS];
    for (int x = 0; x < PROMPTS; x++) {
      int[] count = new int[2];
      for (int s = 0; s < SAMPLES; s++) {
        int i = draw(reference, x * ACTIONS, random.nextDouble());
        int side = random.nextDouble() < accepted[i] ? 0 : 1;
        shares[side][i]++;
        count[side]++;
      }
      for (int side = 0; side < 2; side++)
        for (int i = x * ACTIONS; i < (x + 1) * ACTIONS; i++)
          shares[side][i] /= Math.max(1, count[side]);
    }
    return shares;
  }

  private static int draw(double[] logp, int from, double u) {
    double sum = 0;
    for (int i = from; i < from + ACTIONS - 1; i++) {
      sum += Math.exp(logp[i]);
      if (u < sum) return i;
    }
    return from + ACTIONS - 1;
  }

  private static double[] fill(double b) {
    double[] all = new double[PROMPTS];
    Arrays.fill(all, b);
    return all;
  }

  /** What is measured of a policy: means over prompts, of min log pi too. */
  private record Bandit(double[] reference, double[] accepted, Figures figures) {
    void measure(String arm, double[] logp) {
      double value = 0;
      double entropy = 0;
      double kl = 0;
      double least = 0;
      for (int x = 0; x < PROMPTS; x++) {
        double lowest = 0;
        for (int i = x * ACTIONS; i < (x + 1) * ACTIONS; i++) {
          double p = Math.exp(logp[i]);
          value += p * accepted[i];
          if (p > 0) entropy -= p * logp[i];
          if (p > 0) kl += p * (logp[i] - reference[i]);
          lowest = Math.min(lowest, logp[i]);
        }
        least += lowest;
      }
      figures.put(arm, "value", value / PROMPTS);
      figures.put(arm, "entropy", entropy / PROMPTS);
      figures.put(arm, "kl", kl / PROMPTS);
      figures.put(arm, "least log pi", least / PROMPTS);
    }
  }
}
