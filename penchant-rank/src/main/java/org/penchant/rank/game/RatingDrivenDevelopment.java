package org.penchant.rank.game;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Models improved by climbing a rating: in every round candidates are made from the newest model by
 * raising one random skill at the cost of the others, all are rated together with the last models,
 * and the best candidate becomes the newest (arXiv 2502.20170).
 *
 * @param rounds how many
 * @param candidates in each
 * @param kept how many of the last models are rated with them
 * @param gain of the skill raised
 * @param loss of each other skill
 */
public record RatingDrivenDevelopment(
    int rounds, int candidates, int kept, double gain, double loss) {
  public static RatingDrivenDevelopment defaults() {
    return new RatingDrivenDevelopment(12, 4, 3, 0.12, 0.03);
  }

  public RatingDrivenDevelopment withRounds(int count) {
    return new RatingDrivenDevelopment(count, candidates, kept, gain, loss);
  }

  /**
   * The skills of the last model.
   *
   * @param start models, oldest first, and the prompts they are rated on
   */
  public double[] run(TensorRating rating, Skills start, RandomGenerator random) {
    var line = new ArrayList<>(List.of(start.models()));
    for (int round = 0; round < rounds; round++) {
      var rated = new ArrayList<double[]>();
      for (int c = 0; c < candidates; c++) rated.add(changed(line.getLast(), random));
      rated.addAll(line.subList(Math.max(0, line.size() - kept), line.size()));
      double[] ratings = rating.rate(start.withModels(rated.toArray(double[][]::new)).tensor());
      int best = 0;
      for (int c = 1; c < candidates; c++) if (ratings[c] > ratings[best]) best = c;
      line.add(rated.get(best));
    }
    return line.getLast();
  }

  private double[] changed(double[] skills, RandomGenerator random) {
    var changed = skills.clone();
    int raised = random.nextInt(skills.length);
    for (int k = 0; k < changed.length; k++) changed[k] += k == raised ? gain : -loss;
    return changed;
  }
}
