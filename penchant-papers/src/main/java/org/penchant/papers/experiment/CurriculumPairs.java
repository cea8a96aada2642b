package org.penchant.papers.experiment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Differences;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.Ray;
import org.penchant.papers.world.SineReward;
import org.penchant.papers.world.TanhNetwork;

/**
 * The best of four rated candidates against the worst, the third and the second, in stages of an
 * order, the reference replaced after each or kept (arXiv 2403.07230): 80 prompts, x in R^6 of N(0,
 * 1), a {@link SineReward} of 5 waves, ratings reward + N(0, noise^2). The policy is a softmax over
 * scores of 24 tanh units with weights N(0, 1) / sqrt 6 and output weights 0, so that the reference
 * is uniform; beta 0.1, full batch, Adam 0.01, its state fresh after each reset. Measured on 300
 * prompts of 8 candidates. Chosen here: hidden biases, from 0; where the reference stays, so does
 * the optimiser's state.
 *
 * @param noise standard deviation of ratings
 * @param steps a stage
 */
public record CurriculumPairs(double noise, int steps) implements Experiment {
  private static final int INPUTS = 6;
  private static final int PROMPTS = 80;
  private static final double BETA = 0.1;
  private static final double RATE = 0.01;
  private static final TanhNetwork NETWORK = new TanhNetwork(INPUTS, 24, true);

  /** Pairs as (chosen, rejected) rows of x, in one stage. */
  private record Stage(int[] chosen, int[] rejected) {}

  public static CurriculumPairs defaults() {
    return new CurriculumPairs(1.5, 100);
  }

  @Override
  public CurriculumPairs trial() {
    return new CurriculumPairs(noise, 2);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var reward = SineReward.draw(5, INPUTS, seeds);
    double[] x = Normals.of(PROMPTS * 4 * INPUTS, seeds.stream("candidates"));
    double[] ratings = reward.of(x);
    var noises = seeds.stream("ratings");
    for (int i = 0; i < ratings.length; i++) ratings[i] += noise * noises.nextGaussian();
    var easy = stage(ratings, 3);
    var middle = stage(ratings, 2);
    var hard = stage(ratings, 1);
    var pooled = joined(List.of(easy, middle, hard));
    var rising = List.of(easy, middle, hard);
    var falling = rising.reversed();
    double[] start = NETWORK.start(1 / Math.sqrt(INPUTS), seeds.stream("weights"));
    var arms = new LinkedHashMap<String, Supplier<double[]>>();
    double[] fresh = Normals.of(300 * 8 * INPUTS, seeds.stream("test"));
    arms.put("single", () -> kept(start, x, List.of(easy, easy, easy)));
    arms.put("pooled", () -> kept(start, x, List.of(pooled, pooled, pooled)));
    arms.put("pooled, resets", () -> reset(start, x, List.of(pooled, pooled, pooled)));
    arms.put("easy first, resets", () -> reset(start, x, rising));
    arms.put("hard first, resets", () -> reset(start, x, falling));
    arms.put("easy first, kept", () -> kept(start, x, rising));
    arms.put("hard first, kept", () -> kept(start, x, falling));
    double[] truth = reward.of(fresh);
    arms.entrySet().parallelStream()
        .map(e -> Map.entry(e.getKey(), NETWORK.scores(e.getValue().get(), fresh)))
        .toList()
        .forEach(e -> measure(figures, e.getKey(), e.getValue(), truth));
    measure(figures, "linear, easy first", scores(fresh, linear(x, rising)), truth);
    measure(figures, "linear, hard first", scores(fresh, linear(x, falling)), truth);
  }

  /** The expected reward of the softmax of scores, as it is and scaled to KL 0.5. */
  private static void measure(Figures figures, String arm, double[] scores, double[] rewards) {
    var world = LogLinearWorld.of(300, 8, scores, new double[scores.length], rewards);
    double[] one = {1};
    figures.put(arm, "value", world.value(world.logPolicy(one)));
    figures.put(arm, "value at KL 0.5", new Ray(world, one).valueAtKl(0.5));
  }

  /** Every stage from the last, which becomes the reference. */
  private double[] reset(double[] start, double[] x, List<Stage> stages) {
    double[] theta = start;
    for (var stage : stages) {
      double[] reference = NETWORK.scores(theta, x);
      theta =
          Descent.adam(
              theta,
              RATE,
              steps,
              (at, _, gradient) -> addGradient(at, x, stage, reference, gradient));
    }
    return theta;
  }

  /** One run with the first reference through all stages. */
  private double[] kept(double[] start, double[] x, List<Stage> stages) {
    double[] reference = NETWORK.scores(start, x);
    return Descent.adam(
        start,
        RATE,
        steps * stages.size(),
        (at, step, gradient) -> addGradient(at, x, stages.get(step / steps), reference, gradient));
  }

  private static void addGradient(
      double[] theta, double[] x, Stage stage, double[] reference, double[] gradient) {
    double[] state = new double[reference.length * NETWORK.hidden()];
    double[] gain = new double[reference.length];
    boolean[] known = new boolean[reference.length];
    double[] by = new double[reference.length];
    int n = stage.chosen().length;
    for (int i = 0; i < n; i++) {
      int w = stage.chosen()[i];
      int l = stage.rejected()[i];
      for (int row : new int[] {w, l})
        if (!known[row]) {
          NETWORK.state(theta, x, row, state);
          gain[row] = NETWORK.score(theta, state, row) - reference[row];
          known[row] = true;
        }
      double slope = -Logistic.sigmoid(-BETA * (gain[w] - gain[l])) * BETA / n;
      by[w] += slope;
      by[l] -= slope;
    }
    for (int row = 0; row < by.length; row++)
      if (known[row]) NETWORK.addByScore(theta, x, row, state, by[row], gradient);
  }

  /** A linear score w . x, with resets. */
  private double[] linear(double[] x, List<Stage> stages) {
    double[] theta = new double[INPUTS];
    for (var stage : stages) {
      double[] rows = new double[PROMPTS * INPUTS];
      for (int i = 0; i < rows.length; i++) {
        int j = i % INPUTS;
        rows[i] =
            x[stage.chosen()[i / INPUTS] * INPUTS + j]
                - x[stage.rejected()[i / INPUTS] * INPUTS + j];
      }
      var differences = new Differences(rows, INPUTS);
      double[] before = differences.margins(theta);
      theta =
          Descent.adam(
              theta,
              RATE,
              steps,
              (at, _, gradient) ->
                  differences.addGradient(
                      at, BETA, (i, m) -> -Logistic.sigmoid(BETA * before[i] - m), gradient));
    }
    return theta;
  }

  private static double[] scores(double[] x, double[] theta) {
    return new Differences(x, INPUTS).margins(theta);
  }

  /** The best against the one of rank {@code rank}, 1 for the second. */
  private static Stage stage(double[] ratings, int rank) {
    int[] chosen = new int[PROMPTS];
    int[] rejected = new int[PROMPTS];
    for (int p = 0; p < PROMPTS; p++) {
      var order =
          IntStream.range(4 * p, 4 * p + 4)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -ratings[i]))
              .toList();
      chosen[p] = order.getFirst();
      rejected[p] = order.get(rank);
    }
    return new Stage(chosen, rejected);
  }

  private static Stage joined(List<Stage> stages) {
    return new Stage(
        stages.stream().flatMapToInt(s -> IntStream.of(s.chosen())).toArray(),
        stages.stream().flatMapToInt(s -> IntStream.of(s.rejected())).toArray());
  }
}
