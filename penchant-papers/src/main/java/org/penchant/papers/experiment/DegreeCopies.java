package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.penchant.align.objective.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Duel;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.TanhNetwork;
import org.penchant.papers.world.TokenBags;

/**
 * DPO joined by a head that tells how much key content was taken from copies of the chosen (arXiv
 * 2409.17791), on {@link TokenBags} of 60 prompts, 40 to train on. The policy's score is a . tanh(W
 * counts) of 24 units, W of N(0, 1/40), a of N(0, 1/24), head 0; implicit reward beta times the
 * gain in score, beta 0.5; Adam 0.01, full batch; four levels, copies built once for every pair.
 * Chosen here: what {@link TokenBags#copies} leaves open; shuffled levels are permuted over all
 * copies.
 *
 * @param pairs n
 * @param valued whether key tokens are worth 1 to 1.5; else N(0, 1)
 * @param steps of every arm
 */
public record DegreeCopies(int pairs, boolean valued, int steps) implements Experiment {
  private static final int LEVELS = 4;
  private static final int PROMPTS = 60;
  private static final int TRAINED = 40 * TokenBags.CANDIDATES;
  private static final int HIDDEN = 24;
  private static final double BETA = 0.5;
  private static final TanhNetwork NETWORK = new TanhNetwork(TokenBags.TOKENS, HIDDEN, false);
  private static final int HEAD = NETWORK.size();
  private static final int HEAD_BIAS = HEAD + LEVELS * HIDDEN;

  /**
   * What is trained on: the chosen of pair i in row i, the rejected in row n + i, then copies.
   *
   * @param x counts, [rows 40]
   * @param copies rows of copies; level 0 is the chosen's own
   * @param levels of them
   */
  private record Data(double[] x, int[] copies, int[] levels) {
    int rows() {
      return x.length / TokenBags.TOKENS;
    }
  }

  public static DegreeCopies defaults() {
    return new DegreeCopies(30, true, 300);
  }

  @Override
  public DegreeCopies trial() {
    return new DegreeCopies(30, valued, 3);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var bags = TokenBags.draw(PROMPTS, valued, seeds);
    double[] rewards = bags.rewards();
    var data = data(bags, rewards, seeds);
    int[] order = Seeds.permutation(data.levels().length, seeds.stream("shuffled levels"));
    int[] shuffled = Arrays.stream(order).map(k -> data.levels()[k]).toArray();
    double[] start =
        Arrays.copyOf(NETWORK.start(Math.sqrt(1.0 / 40), seeds.stream("W")), HEAD_BIAS + LEVELS);
    double[] output = Normals.of(HIDDEN, Math.sqrt(1.0 / HIDDEN), seeds.stream("a"));
    System.arraycopy(output, 0, start, NETWORK.output(), HIDDEN);
    var arms = new LinkedHashMap<String, Supplier<double[]>>();
    arms.put("DPO", () -> fit(start, data, data.levels(), 0));
    arms.put("g 0.1", () -> fit(start, data, data.levels(), 0.1));
    arms.put("g 0.5", () -> fit(start, data, data.levels(), 0.5));
    arms.put("g 2", () -> fit(start, data, data.levels(), 2));
    arms.put("g 0.5, levels shuffled", () -> fit(start, data, shuffled, 0.5));
    double[] test = counts(Arrays.asList(bags.responses()).subList(TRAINED, rewards.length));
    double[] truth = Arrays.copyOfRange(rewards, TRAINED, rewards.length);
    double[] before = NETWORK.scores(start, test);
    arms.entrySet().parallelStream()
        .map(e -> Map.entry(e.getKey(), NETWORK.scores(e.getValue().get(), test)))
        .toList()
        .forEach(e -> measure(figures, e.getKey(), e.getValue(), before, truth));
  }

  private Data data(TokenBags bags, double[] rewards, Seeds seeds) {
    var random = seeds.stream("pairs");
    var copying = seeds.stream("copies");
    var rejected = new ArrayList<int[]>();
    var rows = new ArrayList<int[]>();
    var copies = new ArrayList<int[]>();
    var at = new ArrayList<Integer>();
    var levels = new ArrayList<Integer>();
    for (var duel : Duel.uniform(40, TokenBags.CANDIDATES, pairs, random)) {
      var judged = duel.judged(i -> rewards[i], random);
      int[][] own = bags.copies(judged.first(), LEVELS, copying);
      for (int j = 0; j < own.length; j++) {
        at.add(j == 0 ? rows.size() : 2 * pairs + copies.size());
        levels.add(j);
        if (j > 0) copies.add(own[j]);
      }
      rows.add(bags.responses()[judged.first()]);
      rejected.add(bags.responses()[judged.second()]);
    }
    rows.addAll(rejected);
    rows.addAll(copies);
    return new Data(counts(rows), ints(at), ints(levels));
  }

  private double[] fit(double[] start, Data data, int[] levels, double g) {
    int rows = g == 0 ? 2 * pairs : data.rows();
    double[] reference = NETWORK.scores(start, data.x());
    double[] state = new double[rows * HIDDEN];
    double[] byScore = new double[2 * pairs];
    double[] byHead = new double[rows * HIDDEN];
    return Descent.adam(
        start,
        0.01,
        steps,
        (theta, _, gradient) -> {
          for (int row = 0; row < rows; row++) NETWORK.state(theta, data.x(), row, state);
          for (int i = 0; i < pairs; i++) {
            double chosen = NETWORK.score(theta, state, i) - reference[i];
            double other = NETWORK.score(theta, state, pairs + i) - reference[pairs + i];
            byScore[i] = -Logistic.sigmoid(-BETA * (chosen - other)) * BETA / pairs;
            byScore[pairs + i] = -byScore[i];
          }
          Arrays.fill(byHead, 0);
          if (g != 0) addHead(theta, state, data.copies(), levels, g, byHead, gradient);
          double[] byState = new double[HIDDEN];
          for (int row = 0; row < rows; row++) {
            System.arraycopy(byHead, row * HIDDEN, byState, 0, HIDDEN);
            if (row < byScore.length)
              NETWORK.addOutput(theta, row, state, byScore[row], byState, gradient);
            NETWORK.addByState(data.x(), row, state, byState, gradient);
          }
        });
  }

  /** g times the mean cross-entropy of the levels, softmax(U h + b). */
  private static void addHead(
      double[] theta,
      double[] state,
      int[] copies,
      int[] levels,
      double g,
      double[] byState,
      double[] gradient) {
    double[] logits = new double[LEVELS];
    for (int c = 0; c < copies.length; c++) {
      int at = copies[c] * HIDDEN;
      for (int j = 0; j < LEVELS; j++) {
        logits[j] = theta[HEAD_BIAS + j];
        for (int h = 0; h < HIDDEN; h++) logits[j] += theta[HEAD + j * HIDDEN + h] * state[at + h];
      }
      double[] logShares = LogLinearWorld.normalised(logits, LEVELS);
      for (int j = 0; j < LEVELS; j++) {
        double by = g * (Math.exp(logShares[j]) - (j == levels[c] ? 1 : 0)) / copies.length;
        gradient[HEAD_BIAS + j] += by;
        for (int h = 0; h < HIDDEN; h++) {
          gradient[HEAD + j * HIDDEN + h] += by * state[at + h];
          byState[at + h] += by * theta[HEAD + j * HIDDEN + h];
        }
      }
    }
  }

  private static void measure(
      Figures figures, String arm, double[] scores, double[] before, double[] rewards) {
    int k = TokenBags.CANDIDATES;
    var world = LogLinearWorld.of(scores.length / k, k, scores, new double[scores.length], rewards);
    var implicit = new ArrayList<Double>();
    var truth = new ArrayList<Double>();
    for (int a = 0; a < scores.length; a++)
      for (int b = a - a % k; b < a; b++)
        if (rewards[a] != rewards[b]) {
          implicit.add(BETA * (scores[a] - before[a] - scores[b] + before[b]));
          truth.add(rewards[a] - rewards[b]);
        }
    double right = 0;
    for (int i = 0; i < truth.size(); i++) if (implicit.get(i) * truth.get(i) > 0) right++;
    figures.put(arm, "value", world.value(world.logPolicy(new double[] {1})));
    figures.put(arm, "accuracy", right / truth.size());
    figures.put(arm, "correlation", Correlation.pearson(doubles(implicit), doubles(truth)));
  }

  private static double[] counts(List<int[]> responses) {
    return responses.stream().flatMapToDouble(r -> Arrays.stream(TokenBags.counts(r))).toArray();
  }

  private static double[] doubles(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
