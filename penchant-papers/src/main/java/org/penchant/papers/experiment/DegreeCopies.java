package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Duel;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.SoftmaxHead;
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
  private static final SoftmaxHead HEAD = new SoftmaxHead(NETWORK.size(), LEVELS, HIDDEN);

  /**
   * What is trained on, as rows of counts: distinct responses, then copies.
   *
   * @param x [rows 40]
   * @param responses rows before copies
   * @param chosen rows, [n]
   * @param rejected rows, [n]
   * @param copies rows of the head's examples; those of level 0 are the chosen's own
   * @param levels of them
   */
  private record Data(
      double[] x, int responses, int[] chosen, int[] rejected, int[] copies, int[] levels) {}

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
    double[] network = NETWORK.start(Math.sqrt(1.0 / TokenBags.TOKENS), seeds.stream("W"));
    double[] start = Arrays.copyOf(network, NETWORK.size() + HEAD.size());
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
    var duels =
        Duel.uniform(TRAINED / TokenBags.CANDIDATES, TokenBags.CANDIDATES, pairs, random).stream()
            .map(duel -> duel.judged(i -> rewards[i], random))
            .toList();
    var row = new LinkedHashMap<Integer, Integer>();
    int[] chosen = new int[pairs];
    int[] rejected = new int[pairs];
    Arrays.setAll(chosen, i -> row.computeIfAbsent(duels.get(i).first(), _ -> row.size()));
    Arrays.setAll(rejected, i -> row.computeIfAbsent(duels.get(i).second(), _ -> row.size()));
    var rows = new ArrayList<int[]>();
    row.keySet().forEach(response -> rows.add(bags.responses()[response]));
    var copying = seeds.stream("copies");
    var copies = IntStream.builder();
    var levels = IntStream.builder();
    for (int i = 0; i < pairs; i++) {
      int[][] own = bags.copies(duels.get(i).first(), LEVELS, copying);
      for (int j = 0; j < own.length; j++) {
        copies.add(j == 0 ? chosen[i] : rows.size());
        levels.add(j);
        if (j > 0) rows.add(own[j]);
      }
    }
    return new Data(
        counts(rows),
        row.size(),
        chosen,
        rejected,
        copies.build().toArray(),
        levels.build().toArray());
  }

  private double[] fit(double[] start, Data data, int[] levels, double g) {
    double[] x = data.x();
    int rows = g == 0 ? data.responses() : x.length / TokenBags.TOKENS;
    double[] reference = NETWORK.scores(start, x);
    double[] state = new double[rows * HIDDEN];
    double[] gain = new double[data.responses()];
    return Descent.adam(
        start,
        0.01,
        steps,
        (theta, _, gradient) -> {
          for (int row = 0; row < rows; row++) NETWORK.state(theta, x, row, state);
          for (int row = 0; row < gain.length; row++)
            gain[row] = NETWORK.score(theta, state, row) - reference[row];
          double[] byScore = new double[gain.length];
          for (int i = 0; i < pairs; i++) {
            double margin = BETA * (gain[data.chosen()[i]] - gain[data.rejected()[i]]);
            double slope = -Logistic.sigmoid(-margin) * BETA / pairs;
            byScore[data.chosen()[i]] += slope;
            byScore[data.rejected()[i]] -= slope;
          }
          double[] byState = new double[rows * HIDDEN];
          if (g != 0)
            for (int c = 0; c < levels.length; c++) {
              int at = data.copies()[c] * HIDDEN;
              HEAD.add(theta, state, at, levels[c], g / levels.length, byState, gradient);
            }
          double[] own = new double[HIDDEN];
          for (int row = 0; row < rows; row++) {
            System.arraycopy(byState, row * HIDDEN, own, 0, HIDDEN);
            if (row < byScore.length)
              NETWORK.addOutput(theta, row, state, byScore[row], own, gradient);
            NETWORK.addByState(x, row, state, own, gradient);
          }
        });
  }

  private static void measure(
      Figures figures, String arm, double[] scores, double[] before, double[] rewards) {
    int k = TokenBags.CANDIDATES;
    var world = LogLinearWorld.of(scores.length / k, k, scores, new double[scores.length], rewards);
    var implicit = DoubleStream.builder();
    var truth = DoubleStream.builder();
    int unlike = 0;
    double right = 0;
    for (int a = 0; a < scores.length; a++)
      for (int b = a - a % k; b < a; b++)
        if (rewards[a] != rewards[b]) {
          double margin = BETA * (scores[a] - before[a] - scores[b] + before[b]);
          double difference = rewards[a] - rewards[b];
          implicit.add(margin);
          truth.add(difference);
          unlike++;
          if (margin * difference > 0) right++;
        }
    figures.put(arm, "value", world.value(world.logPolicy(new double[] {1})));
    figures.put(arm, "accuracy", right / unlike);
    figures.put(
        arm,
        "correlation",
        Correlation.pearson(implicit.build().toArray(), truth.build().toArray()));
  }

  private static double[] counts(List<int[]> responses) {
    return responses.stream().flatMapToDouble(r -> Arrays.stream(TokenBags.counts(r))).toArray();
  }
}
