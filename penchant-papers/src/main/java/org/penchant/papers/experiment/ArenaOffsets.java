package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.penchant.align.curate.elo.EloWin;
import org.penchant.align.curate.elo.Mismatch;
import org.penchant.align.curate.elo.OffsetFit;
import org.penchant.align.objective.Link;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.core.stats.Moments;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTally;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Differences;
import org.penchant.papers.world.Normals;
import org.penchant.rank.choice.PairwiseChoice;

/**
 * A reward model that loves one model's style, mended with arena ratings (arXiv 2504.10045): eight
 * policy models of quality q ~ N(0, 0.8^2), ascending; an answer has four features N(0, I) + q w
 * and a style N(0, 0.3^2), plus 1 for the third weakest, O; people prefer by sigmoid(2 (Q_i -
 * Q_j)), Q = w . features, and Elo is the Bradley-Terry fit of their win rates. The reward model
 * has the weights w + N(0, 0.1^2) and 1.6 for style. O is calibrated against the second best, R, by
 * paired offsets (T 0.1), and the reward model goes on for 300 steps of Adam (0.01, batches of 64)
 * on the rebuilt pairs. Measured on fresh prompts.
 *
 * @param prompts to calibrate on, and as many fresh ones
 * @param steps of every arm
 */
public record ArenaOffsets(int prompts, int steps) implements Experiment {
  private static final int MODELS = 8;
  private static final int D = 5;
  private static final int OVER = 2;
  private static final int OTHER = 3;
  private static final int REFERENCE = 6;
  private static final double ELO = 400 / Math.log(10);
  private static final Link LOGISTIC = new Link.Logistic();
  private static final OffsetFit FIT = OffsetFit.defaults();

  public static ArenaOffsets defaults() {
    return new ArenaOffsets(600, 300);
  }

  @Override
  public ArenaOffsets trial() {
    return new ArenaOffsets(20, 2);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[] quality = Normals.of(MODELS, 0.8, seeds.stream("models"));
    Arrays.sort(quality);
    double[] truth = {1, 0.7, 0.5, 0.3, 0};
    double norm = Math.sqrt(1.83);
    for (int k = 0; k < 4; k++) truth[k] /= norm;
    double[][] train = answers(quality, truth, seeds.stream("calibration"));
    double[][] fresh = answers(quality, truth, seeds.stream("fresh"));
    double[] elo = elo(scores(truth, train));
    double[] model = truth.clone();
    double[] noise = Normals.of(4, 0.1, seeds.stream("reward"));
    for (int k = 0; k < 4; k++) model[k] += noise[k];
    model[4] = 1.6;

    var test = new Test(elo, scores(truth, fresh), fresh, figures);
    test.put("before", model);
    double[] means = Mismatch.means(scores(model, train), elo);
    int most = 0;
    for (int m = 1; m < MODELS; m++) if (means[m] > means[most]) most = m;
    figures.put("before", "finds the model", most == OVER ? 1 : 0);
    double[][] scored = scores(model, train);
    double expected = EloWin.clipped(elo[OVER], elo[REFERENCE]);
    double offset = FIT.between(scored[OVER], scored[REFERENCE], expected);
    figures.put("calibrated", "offset", offset);
    var random = new Arm(train, scored, model, seeds);
    test.put("calibrated", random.train(OVER, offset));
    test.put("no offset", random.train(OVER, 0));
    double other = EloWin.clipped(elo[OTHER], elo[REFERENCE]);
    test.put(
        "unbiased pair", random.train(OTHER, FIT.between(scored[OTHER], scored[REFERENCE], other)));
    test.put("even wins", random.train(OVER, FIT.between(scored[OVER], scored[REFERENCE], 0.5)));
    for (String arm : new String[] {"before", "no offset", "unbiased pair", "even wins"})
      figures.put(
          "calibrated",
          "mismatch over half of " + arm,
          test.of("calibrated", "mismatch") - test.of(arm, "mismatch") / 2);
    boolean better =
        test.of("calibrated", "mismatch") < test.of("before", "mismatch")
            && test.of("calibrated", "spearman") > test.of("before", "spearman")
            && test.of("calibrated", "accuracy") > test.of("before", "accuracy");
    figures.put("calibrated", "all better", better ? 1 : 0);
  }

  /** Features of every model's answers, [model][prompt D]. */
  private double[][] answers(double[] quality, double[] truth, RandomGenerator random) {
    double[][] all = new double[MODELS][];
    for (int m = 0; m < MODELS; m++) {
      all[m] = Normals.of(prompts * D, random);
      for (int x = 0; x < prompts; x++) {
        for (int k = 0; k < 4; k++) all[m][x * D + k] += quality[m] * truth[k];
        all[m][x * D + 4] = 0.3 * all[m][x * D + 4] + (m == OVER ? 1 : 0);
      }
    }
    return all;
  }

  private static double[][] scores(double[] weights, double[][] answers) {
    double[][] all = new double[MODELS][];
    for (int m = 0; m < MODELS; m++) all[m] = new Differences(answers[m], D).margins(weights);
    return all;
  }

  private static double[] elo(double[][] utility) {
    var tally = VoteTally.ofPairs();
    for (int m = 0; m < MODELS; m++) tally.item("" + m);
    for (int i = 0; i < MODELS; i++)
      for (int j = i + 1; j < MODELS; j++) {
        double sum = 0;
        for (int x = 0; x < utility[i].length; x++)
          sum += Logistic.sigmoid(2 * (utility[i][x] - utility[j][x]));
        tally.add(Vote.of("" + i, "" + j, sum / utility[i].length));
      }
    double[] fitted = PairwiseChoice.defaults().fit(tally.table()).utilities();
    return Arrays.stream(fitted).map(u -> ELO * u).toArray();
  }

  /** Continued training on pairs of one model and the reference. */
  private final class Arm {
    private final double[][] answers;
    private final double[][] scores;
    private final double[] start;
    private final Seeds seeds;

    Arm(double[][] answers, double[][] scores, double[] start, Seeds seeds) {
      this.answers = answers;
      this.scores = scores;
      this.start = start;
      this.seeds = seeds;
    }

    double[] train(int model, double offset) {
      var rows = new ArrayList<double[]>();
      for (int x = 0; x < prompts; x++) {
        double gap = scores[model][x] + offset - scores[REFERENCE][x];
        if (gap == 0) continue;
        double[] row = new double[D];
        for (int k = 0; k < D; k++)
          row[k] = Math.signum(gap) * (answers[model][x * D + k] - answers[REFERENCE][x * D + k]);
        rows.add(row);
      }
      var pairs = Differences.of(rows, D);
      var batches = seeds.stream("batches");
      return Descent.adam(
          start,
          0.01,
          steps,
          (theta, _, gradient) -> {
            for (int b = 0; b < 64; b++) {
              int i = batches.nextInt(pairs.count());
              double slope = LOGISTIC.slope(pairs.margin(i, theta)) / 64;
              for (int k = 0; k < D; k++) gradient[k] += slope * pairs.rows()[i * D + k];
            }
          });
    }
  }

  /** What is measured on fresh prompts. */
  private record Test(double[] elo, double[][] utility, double[][] answers, Figures figures) {
    void put(String arm, double[] weights) {
      double[][] s = scores(weights, answers);
      double signed = Mismatch.of(s[OVER], s[REFERENCE], elo[OVER], elo[REFERENCE]);
      figures.put(arm, "mismatch", Math.abs(signed));
      double[] means = Arrays.stream(s).mapToDouble(Moments::mean).toArray();
      figures.put(arm, "spearman", Correlation.spearman(means, elo));
      int right = 0;
      int all = 0;
      for (int m = 0; m < MODELS; m++)
        for (int x = 0; m != OVER && x < s[m].length; x++, all++)
          if ((s[OVER][x] - s[m][x]) * (utility[OVER][x] - utility[m][x]) > 0) right++;
      figures.put(arm, "accuracy", right / (double) all);
    }

    double of(String arm, String metric) {
      return figures.all().getOrDefault(new Figures.Key(arm, metric), Double.NaN);
    }
  }
}
