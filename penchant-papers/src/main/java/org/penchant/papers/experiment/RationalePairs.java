package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Differences;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Normals;

/**
 * Bradley-Terry labels with the attribute that decided (arXiv 2407.14477): pairs differ by f ~ N(0,
 * I_12), importance theta is (2, 1.5, 1, 0.5, 0, ...), the reason k of a label is drawn from
 * softmax over all attributes of theta_k f_k, f being chosen - rejected. One set of weights w
 * serves the preference, sigmoid(w . f), and the reason, lp = log softmax_k(w_k f_k). Ridge 0.01,
 * Adam 0.05 from zero, full batch; accuracy is the share of 4000 fresh f that w and theta order
 * alike.
 *
 * @param pairs n
 * @param steps of every arm
 */
public record RationalePairs(int pairs, int steps) implements Experiment {
  private static final int ATTRIBUTES = 12;
  private static final double[] IMPORTANCE = Arrays.copyOf(new double[] {2, 1.5, 1, 0.5}, 12);

  public static RationalePairs defaults() {
    return new RationalePairs(100, 400);
  }

  @Override
  public RationalePairs trial() {
    return new RationalePairs(pairs, 4);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[] f = Normals.of(pairs * ATTRIBUTES, seeds.stream("pairs"));
    var rows = new Differences(f, ATTRIBUTES);
    var labels = seeds.stream("labels");
    for (int i = 0; i < pairs; i++)
      if (labels.nextDouble() >= Logistic.sigmoid(rows.margin(i, IMPORTANCE)))
        for (int k = 0; k < ATTRIBUTES; k++) f[i * ATTRIBUTES + k] *= -1;
    double[] shares = logShares(f, IMPORTANCE);
    int[] reasons = new int[pairs];
    int[] random = new int[pairs];
    int[] half = new int[pairs];
    var draws = seeds.stream("reasons");
    var dice = seeds.stream("random reasons");
    for (int i = 0; i < pairs; i++) {
      reasons[i] = drawn(shares, i, draws);
      random[i] = dice.nextInt(ATTRIBUTES);
      half[i] = dice.nextBoolean() ? reasons[i] : random[i];
    }
    var test = new Differences(Normals.of(4000 * ATTRIBUTES, seeds.stream("test")), ATTRIBUTES);
    var arms = new Arms(figures, rows, test);
    DoubleUnaryOperator linear = _ -> -1;
    arms.add("none", reasons, _ -> 0);
    arms.add("linear", reasons, linear);
    arms.add("sigmoid", reasons, lp -> -Logistic.sigmoid(-lp));
    arms.add("sigmoid, gamma 0.1", reasons, lp -> -0.1 * Logistic.sigmoid(-0.1 * lp));
    arms.add("half random", half, linear);
    arms.add("all random", random, linear);
  }

  private final class Arms {
    private final Figures figures;
    private final Differences rows;
    private final Differences test;

    Arms(Figures figures, Differences rows, Differences test) {
      this.figures = figures;
      this.rows = rows;
      this.test = test;
    }

    /**
     * @param slope d loss / d lp
     */
    void add(String arm, int[] reasons, DoubleUnaryOperator slope) {
      double[] w =
          Descent.adam(
              new double[ATTRIBUTES],
              0.05,
              steps,
              (at, _, gradient) -> {
                rows.addGradient(at, 1, (_, m) -> -Logistic.sigmoid(-m), gradient);
                addReasons(at, rows.rows(), reasons, slope, gradient);
                for (int k = 0; k < ATTRIBUTES; k++) gradient[k] += 1e-2 * at[k];
              });
      figures.put(arm, "accuracy", test.agreement(w, IMPORTANCE));
    }
  }

  private static void addReasons(
      double[] w, double[] f, int[] reasons, DoubleUnaryOperator slope, double[] gradient) {
    double[] shares = logShares(f, w);
    for (int i = 0; i < reasons.length; i++) {
      int at = i * ATTRIBUTES;
      double by = slope.applyAsDouble(shares[at + reasons[i]]) / reasons.length;
      for (int k = 0; k < ATTRIBUTES; k++)
        gradient[k] += by * f[at + k] * ((k == reasons[i] ? 1 : 0) - Math.exp(shares[at + k]));
    }
  }

  /** log softmax_k(w_k f_k) of every pair, [n 12]. */
  private static double[] logShares(double[] f, double[] w) {
    double[] logits = new double[f.length];
    for (int i = 0; i < f.length; i++) logits[i] = w[i % ATTRIBUTES] * f[i];
    return LogLinearWorld.normalised(logits, ATTRIBUTES);
  }

  private static int drawn(double[] logShares, int pair, RandomGenerator random) {
    double u = random.nextDouble();
    for (int k = 0; k < ATTRIBUTES - 1; k++) {
      u -= Math.exp(logShares[pair * ATTRIBUTES + k]);
      if (u < 0) return k;
    }
    return ATTRIBUTES - 1;
  }
}
