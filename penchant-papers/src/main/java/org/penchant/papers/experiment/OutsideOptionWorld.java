package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.papers.world.Normals;
import org.penchant.rank.choice.MultinomialLogit;
import org.penchant.rank.choice.Offer;
import org.penchant.rank.select.Trial;

/** The truth of {@link OutsideOptionGate}: what answers and prompts are worth. */
record OutsideOptionWorld(double[] quality, double[] threshold) {
  private static final int D = 6;

  /** The same trials as both models score them. */
  record Pools(List<Trial> logit, List<Trial> pairs) {}

  static OutsideOptionWorld draw(RandomGenerator random) {
    return new OutsideOptionWorld(Normals.direction(D, 1, random), Normals.direction(D, 1, random));
  }

  private double utility(double[] f, double[] x) {
    return 2 * dot(f, quality) - 1.5 * dot(x, threshold) - 0.5;
  }

  List<Offer> offers(int choices, RandomGenerator random) {
    var offers = new ArrayList<Offer>();
    for (int i = 0; i < choices; i++) {
      double[] x = Normals.of(D, random);
      double most = gumbel(random);
      int chosen = -1;
      var rows = new double[2][];
      for (int a = 0; a < 2; a++) {
        double[] f = Normals.of(D, random);
        rows[a] = row(f, x);
        double v = utility(f, x) + gumbel(random);
        if (v <= most) continue;
        most = v;
        chosen = a;
      }
      offers.add(Offer.withOutside(rows, chosen));
    }
    return offers;
  }

  Pools pools(
      int prompts,
      int answers,
      MultinomialLogit.Fitted logit,
      MultinomialLogit.Fitted pairs,
      RandomGenerator random) {
    var byLogit = new ArrayList<Trial>();
    var byPairs = new ArrayList<Trial>();
    for (int i = 0; i < prompts; i++) {
      double[] x = Normals.of(D, random);
      double[] truth = new double[answers];
      double[] a = new double[truth.length];
      double[] b = new double[truth.length];
      for (int k = 0; k < truth.length; k++) {
        double[] f = Normals.of(D, random);
        truth[k] = utility(f, x);
        a[k] = logit.utility(row(f, x));
        b[k] = pairs.utility(f);
      }
      byLogit.add(Trial.of(a, truth));
      byPairs.add(Trial.of(b, truth));
    }
    return new Pools(byLogit, byPairs);
  }

  /** The features of answers without those of the prompt. */
  static double[][] answers(double[][] rows) {
    return Arrays.stream(rows).map(r -> Arrays.copyOf(r, D)).toArray(double[][]::new);
  }

  private static double[] row(double[] f, double[] x) {
    double[] row = Arrays.copyOf(f, 2 * D + 1);
    System.arraycopy(x, 0, row, D, D);
    row[2 * D] = 1;
    return row;
  }

  private static double gumbel(RandomGenerator random) {
    return -Math.log(-Math.log(random.nextDouble() + Double.MIN_NORMAL));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) sum += a[j] * b[j];
    return sum;
  }
}
