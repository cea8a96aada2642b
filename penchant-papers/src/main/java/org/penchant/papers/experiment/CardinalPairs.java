package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Moments;
import org.penchant.papers.world.Differences;
import org.penchant.papers.world.Duel;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.Ray;

/**
 * Preferences stated in money where prompts have unlike stakes and want opposite things of one
 * shared parameter (arXiv 2508.08486): 60 prompts, 8 candidates, 3 features N(0, 1), reference
 * logits N(0, 0.3^2); utility stake (f0 + 0.3 f1) in prompts 0 to 11, -f0 + 0.3 f1 in the others; a
 * pair's amount is its difference in utility + N(0, 0.5^2) stake, its label the sign of it. beta 1,
 * Adam 0.03 from zero, full batch.
 *
 * @param stake of prompts 0 to 11
 * @param pairs how many
 * @param steps of every arm
 */
public record CardinalPairs(double stake, int pairs, int steps) implements Experiment {
  private static final int PROMPTS = 60;
  private static final int CANDIDATES = 8;
  private static final int HIGH = 12;

  public static CardinalPairs defaults() {
    return new CardinalPairs(10, 400, 500);
  }

  @Override
  public CardinalPairs trial() {
    return new CardinalPairs(stake, 40, 6);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    int n = PROMPTS * CANDIDATES;
    double[] phi = Normals.of(n * 3, seeds.stream("features"));
    double[] utility = new double[n];
    for (int i = 0; i < n; i++)
      utility[i] = stake(i) * ((high(i) ? 1 : -1) * phi[i * 3] + 0.3 * phi[i * 3 + 1]);
    var world =
        LogLinearWorld.of(
            PROMPTS, CANDIDATES, phi, Normals.of(n, 0.3, seeds.stream("reference")), utility);
    var random = seeds.stream("pairs");
    var duels = new ArrayList<Duel>();
    double[] amount = new double[pairs];
    double[] signed = new double[pairs];
    for (var duel : Duel.uniform(world, pairs, random)) {
      int i = duels.size();
      signed[i] =
          utility[duel.first()]
              - utility[duel.second()]
              + 0.5 * stake(duel.first()) * random.nextGaussian();
      amount[i] = Math.abs(signed[i]);
      duels.add(signed[i] > 0 ? duel : duel.swapped());
    }
    var rows = Differences.of(world, duels);
    double[] weight = Arrays.stream(amount).map(a -> a / Moments.mean(amount)).toArray();
    int[] order = Seeds.permutation(pairs, seeds.stream("permuted weights"));
    double tau = Math.sqrt(Moments.variance(signed));
    figures.put("reference", "value", world.value(world.reference()));
    arm(figures, "DPO", world, rows, (_, m) -> -Logistic.sigmoid(-m));
    arm(figures, "weighted", world, rows, (i, m) -> -weight[i] * Logistic.sigmoid(-m));
    arm(figures, "regression", world, rows, (i, m) -> 2 * (m - amount[i]));
    arm(figures, "offset", world, rows, (i, m) -> -Logistic.sigmoid(amount[i] - m));
    arm(
        figures,
        "weights permuted",
        world,
        rows,
        (i, m) -> -weight[order[i]] * Logistic.sigmoid(-m));
    arm(figures, "regression, tau sd", world, rows, (i, m) -> 2 * (m - amount[i] / tau));
  }

  private void arm(
      Figures figures,
      String arm,
      LogLinearWorld world,
      Differences rows,
      Differences.Slope slope) {
    double[] theta = rows.fit(1, 0.03, steps, slope);
    double[] policy = world.logPolicy(theta);
    figures.put(arm, "value", world.value(policy));
    figures.put(arm, "best-within-kl1", new Ray(world, theta).bestWithinKl(1));
    double right = Arrays.stream(rows.margins(theta)).filter(m -> m > 0).count();
    figures.put(arm, "accuracy", right / rows.count());
    figures.put(arm, "kl", world.kl(policy));
  }

  private double stake(int response) {
    return high(response) ? stake : 1;
  }

  private static boolean high(int response) {
    return response < HIGH * CANDIDATES;
  }
}
