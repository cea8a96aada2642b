package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.List;
import org.penchant.align.objective.Link;
import org.penchant.align.train.ComparisonSearch;
import org.penchant.align.train.Directions;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Annotator;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Differences;
import org.penchant.papers.world.Duel;
import org.penchant.papers.world.LogLinearSettings;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.PairSettings;
import org.penchant.papers.world.Region;
import org.penchant.papers.world.Utility;

/**
 * Pairs of near likelihoods learned by comparisons or by derivatives (arXiv 2505.05465): 60
 * prompts, 12 candidates, 24 features, of which the first 4 candidates, who alone meet, share twice
 * a unit vector; 200 pairs labelled by true utility. Pairs with |log ref(y_w) - log ref(y_l)| < 0.4
 * are noisy. Clean stage: DPO (beta 0.1) on the others, Adam. Noisy stage: two passes in the pairs'
 * order of comparison steps (400 directions of the unit sphere, radius 0.05, sparsity 0.05, 40
 * successes, probe 0.1, rate 0.3). Held against it, from the same clean policy: DPO on the noisy
 * pairs (Adam 0.01, fresh moments, mean loss), and comparison steps that ask for a greater margin
 * alone; each stops with the first step that has gained as much mean log-margin.
 *
 * @param steps of the clean stage
 * @param rate of the clean stage
 * @param directions of a comparison step
 * @param passes at most, of comparison steps of the margin alone; and 150 steps of DPO for each
 */
public record NoisyComparisons(int steps, double rate, int directions, int passes)
    implements Experiment {
  private static final double NOISY = 0.4;
  private static final double BETA = 0.1;
  private static final double CONTINUED_RATE = 0.01;
  private static final int STEPS_OF_A_PASS = 150;
  private static final Link LOGISTIC = new Link.Logistic();

  public static NoisyComparisons defaults() {
    return new NoisyComparisons(30, 0.01, 400, 20);
  }

  @Override
  public NoisyComparisons trial() {
    return new NoisyComparisons(3, rate, 20, 1);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var settings =
        new LogLinearSettings(
            60,
            12,
            24,
            1,
            1,
            0,
            List.of(new Region(0, 4, 0, 1, 2, new Utility.Linear())),
            LogLinearSettings.defaults().lengths());
    var world = settings.draw(seeds);
    var pool = new PairSettings.Pool(0, 4, 1);
    var pairs =
        new PairSettings(
                200,
                0,
                0,
                Annotator.defaults().withTemperature(0),
                List.of(pool),
                PairSettings.Score.UTILITY,
                0)
            .train(world, seeds);
    var clean = new ArrayList<Duel>();
    var noisy = new ArrayList<Duel>();
    for (var pair : pairs) {
      double d = world.reference()[pair.chosen()] - world.reference()[pair.rejected()];
      (Math.abs(d) < NOISY ? noisy : clean).add(new Duel(pair.chosen(), pair.rejected()));
    }
    double[] start =
        Differences.of(world, clean).fit(BETA, rate, steps, (_, u) -> LOGISTIC.slope(u));
    var stage = new Stage(world, clean, noisy, Differences.of(world, noisy), start);
    figures.put("clean model", "value", world.value(world.logPolicy(start)));
    figures.put("clean model", "noisy pairs", noisy.size());
    int[] counts = new int[2];
    double[] compared = stage.compared(search(), seeds, false, 2, Double.POSITIVE_INFINITY, counts);
    stage.tell(figures, "comparisons", compared);
    figures.put("comparisons", "applied", counts[0]);
    figures.put("comparisons", "skipped", counts[1]);
    double goal = stage.gain(compared);
    stage.tell(figures, "DPO", stage.continued(goal, passes * STEPS_OF_A_PASS));
    int[] others = new int[2];
    stage.tell(
        figures, "margin alone", stage.compared(search(), seeds, true, passes, goal, others));
    figures.put("margin alone", "applied", others[0]);
  }

  private ComparisonSearch search() {
    return new ComparisonSearch(0.05, directions, 0.05, directions / 10, 0.1, 0.3, false);
  }

  /** The noisy stage from one clean policy. */
  private record Stage(
      LogLinearWorld world, List<Duel> clean, List<Duel> noisy, Differences rows, double[] start) {

    /** Comparison steps, pair by pair, until the gain is reached; counts those applied or not. */
    double[] compared(
        ComparisonSearch search,
        Seeds seeds,
        boolean marginAlone,
        int passes,
        double goal,
        int[] counts) {
      double[] theta = start.clone();
      for (int step = 0; step < passes * noisy.size() && gain(theta) < goal; step++) {
        var pair = noisy.get(step % noisy.size());
        double w = logp(theta, pair.first(), null);
        double l = logp(theta, pair.second(), null);
        var taken =
            search.step(
                theta.length,
                Directions.sphere(seeds.child("step " + step)),
                delta -> {
                  double up = logp(theta, pair.first(), delta) - w;
                  double down = logp(theta, pair.second(), delta) - l;
                  return marginAlone ? up > down : up > 0 && down < 0;
                });
        counts[taken.applied() ? 0 : 1]++;
        for (int j = 0; j < taken.update().length; j++) theta[j] += taken.update()[j];
      }
      return theta;
    }

    /** DPO on the noisy pairs until the gain is reached. */
    double[] continued(double goal, int most) {
      double[][] reached = {null};
      double[] last =
          Descent.adam(
              start,
              CONTINUED_RATE,
              most,
              (theta, _, gradient) -> {
                if (reached[0] == null && gain(theta) >= goal) reached[0] = theta.clone();
                if (reached[0] == null)
                  rows.addGradient(theta, BETA, (_, u) -> LOGISTIC.slope(u), gradient);
              });
      return reached[0] == null ? last : reached[0];
    }

    /** The mean gain of log pi(y_w) - log pi(y_l) over noisy pairs. */
    double gain(double[] theta) {
      double sum = 0;
      for (int i = 0; i < noisy.size(); i++) sum += rows.margin(i, theta) - rows.margin(i, start);
      return sum / noisy.size();
    }

    void tell(Figures figures, String arm, double[] theta) {
      double[] before = world.logPolicy(start);
      double[] after = world.logPolicy(theta);
      figures.put(arm, "margin gain", gain(theta));
      figures.put(arm, "chosen", change(noisy.stream().map(Duel::first).toList(), before, after));
      figures.put(
          arm, "rejected", change(noisy.stream().map(Duel::second).toList(), before, after));
      figures.put(
          arm, "clean chosen", change(clean.stream().map(Duel::first).toList(), before, after));
      figures.put(arm, "value", world.value(after));
    }

    private static double change(List<Integer> responses, double[] before, double[] after) {
      return responses.stream().mapToDouble(i -> after[i] - before[i]).average().orElse(0);
    }

    /** log pi(y|x) of one response at theta + delta. */
    private double logp(
        double[] theta, int response, float @org.jspecify.annotations.Nullable [] delta) {
      int k = world.candidates();
      int d = world.features();
      int from = response / k * k;
      double[] logits = new double[k];
      double most = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < k; c++) {
        double sum = world.reference()[from + c];
        for (int j = 0, at = (from + c) * d; j < d; j++, at++)
          sum += world.phi()[at] * (delta == null ? theta[j] : theta[j] + delta[j]);
        logits[c] = sum;
        most = Math.max(most, sum);
      }
      double total = 0;
      for (double logit : logits) total += Math.exp(logit - most);
      return logits[response - from] - most - Math.log(total);
    }
  }
}
