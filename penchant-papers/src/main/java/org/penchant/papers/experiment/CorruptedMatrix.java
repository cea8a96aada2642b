package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTally;
import org.penchant.papers.world.Normals;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.matrix.PairMatrix;
import org.penchant.rank.matrix.RobustCompletion;
import org.penchant.rank.matrix.Suspicion;

/**
 * Rankings of pairwise probabilities of which some are turned round (arXiv 2403.02745): w ~ N(0,
 * 1), P_ij = sigmoid(w_i - w_j); for each item an adversary draws distinct others and where the
 * item is the weaker makes its probability U(0.9, 0.99). Where games are given the pairs are played
 * and smoothed, (won + 1/2) / (games + 1), and the adversary gives the weaker all games. Rule A is
 * told 1.3 times the share of corrupted pairs; nobody else is told anything.
 *
 * @param items n
 * @param corrupted others drawn for each item
 * @param observed share of the pairs kept
 * @param games of every pair; 0 for exact probabilities
 */
public record CorruptedMatrix(int items, int corrupted, double observed, int games)
    implements Experiment {
  private static final RobustCompletion ROBUST = RobustCompletion.defaults();
  private static final String RULE_B = "rule B";
  private static final String BTL = "bradley-terry";

  public static CorruptedMatrix defaults() {
    return new CorruptedMatrix(60, 12, 1, 0);
  }

  @Override
  public CorruptedMatrix trial() {
    return new CorruptedMatrix(8, Math.min(corrupted, 2), observed == 1 ? 1 : 0.9, games);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[] w = Normals.of(items, seeds.stream("utilities"));
    double[][] truth = of(w);
    double[][] p = new double[items][];
    for (int i = 0; i < items; i++) p[i] = truth[i].clone();
    if (games > 0) play(p, seeds.stream("games"));
    double share = corrupt(p, w, seeds.stream("adversary"));
    hide(p, seeds.stream("missing"));
    var names = IntStream.range(0, items).mapToObj(Integer::toString).toList();
    var matrix = PairMatrix.ofProbabilities(names, p, 0);
    var test = new Test(w, truth, figures);
    figures.put("given", "corrupted share", share);

    double[] borda = new double[items];
    for (int i = 0; i < items; i++) {
      int row = i;
      borda[i] =
          IntStream.range(0, items)
              .filter(j -> j != row && matrix.observed()[row][j])
              .mapToDouble(j -> p[row][j])
              .average()
              .orElse(0.5);
    }
    test.order("borda", borda);
    test.utilities(BTL, PairwiseChoice.defaults().fit(votes(p, matrix).table()).utilities());
    test.utilities("row median", matrix.rowMedians());
    test.completed("completion only", matrix, new Suspicion.Quantile(0));
    test.completed("rule A", matrix, new Suspicion.Quantile(Math.min(1.3 * share, 0.6)));
    test.completed(RULE_B, matrix, Suspicion.Outliers.defaults());
    figures.put(
        RULE_B, "error over half of bradley-terry's", test.error(RULE_B) - test.error(BTL) / 2);
    if (corrupted == 0) test.completed("rule A, share 0.3", matrix, new Suspicion.Quantile(0.3));
    else if (observed == 1 && games == 0)
      for (double times : new double[] {0.5, 1, 2, 3})
        test.completed(
            "rule A, share x " + times,
            matrix,
            new Suspicion.Quantile(Math.min(times * share, 0.6)));
  }

  private static double[][] of(double[] w) {
    double[][] p = new double[w.length][w.length];
    for (int i = 0; i < w.length; i++)
      for (int j = 0; j < w.length; j++) p[i][j] = Logistic.sigmoid(w[i] - w[j]);
    return p;
  }

  private void play(double[][] p, RandomGenerator random) {
    for (int i = 0; i < items; i++)
      for (int j = 0; j < i; j++) {
        int won = 0;
        for (int g = 0; g < games; g++) if (random.nextDouble() < p[i][j]) won++;
        p[i][j] = (won + 0.5) / (games + 1);
        p[j][i] = 1 - p[i][j];
      }
  }

  /** Turns pairs round; returns their share of all. */
  private double corrupt(double[][] p, double[] w, RandomGenerator random) {
    int turned = 0;
    for (int i = 0; i < items; i++) {
      int[] others = Seeds.permutation(items - 1, random);
      for (int k = 0; k < corrupted; k++) {
        int j = others[k] < i ? others[k] : others[k] + 1;
        if (w[i] >= w[j]) continue;
        p[i][j] = games > 0 ? (games + 0.5) / (games + 1) : 0.9 + 0.09 * random.nextDouble();
        p[j][i] = 1 - p[i][j];
        turned++;
      }
    }
    return turned / (items * (items - 1) / 2.0);
  }

  private void hide(double[][] p, RandomGenerator random) {
    if (observed == 1) return;
    var pairs = new ArrayList<int[]>();
    for (int i = 0; i < items; i++) for (int j = 0; j < i; j++) pairs.add(new int[] {i, j});
    int[] order = Seeds.permutation(pairs.size(), random);
    for (int k = 0; k < (1 - observed) * pairs.size(); k++) {
      int[] pair = pairs.get(order[k]);
      p[pair[0]][pair[1]] = p[pair[1]][pair[0]] = Double.NaN;
    }
  }

  private static VoteTally votes(double[][] p, PairMatrix matrix) {
    var tally = VoteTally.ofPairs();
    List<String> names = matrix.items();
    for (String name : names) tally.item(name);
    for (int i = 0; i < p.length; i++)
      for (int j = i + 1; j < p.length; j++)
        if (matrix.observed()[i][j]) tally.add(Vote.of(names.get(i), names.get(j), p[i][j]));
    return tally;
  }

  /** Kendall's tau with the true utilities, and the relative error of all probabilities. */
  private record Test(double[] w, double[][] truth, Figures figures) {
    void order(String arm, double[] scores) {
      figures.put(arm, "tau", Correlation.kendallTauB(w, scores));
    }

    void utilities(String arm, double[] scores) {
      order(arm, scores);
      put(arm, of(scores));
    }

    void completed(String arm, PairMatrix matrix, Suspicion suspicion) {
      var completed = ROBUST.withSuspicion(suspicion).of(matrix);
      order(arm, completed.utilities());
      double[][] p = new double[w.length][w.length];
      for (int i = 0; i < w.length; i++) {
        int row = i;
        Arrays.setAll(p[i], j -> completed.probability(row, j));
      }
      put(arm, p);
    }

    private void put(String arm, double[][] p) {
      double off = 0;
      double size = 0;
      for (int i = 0; i < w.length; i++)
        for (int j = 0; j < w.length; j++) {
          off += (p[i][j] - truth[i][j]) * (p[i][j] - truth[i][j]);
          size += truth[i][j] * truth[i][j];
        }
      figures.put(arm, "error", Math.sqrt(off / size));
    }

    double error(String arm) {
      return figures.all().getOrDefault(new Figures.Key(arm, "error"), Double.NaN);
    }
  }
}
