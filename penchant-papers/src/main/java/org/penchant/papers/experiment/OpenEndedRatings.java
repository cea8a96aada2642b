package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.core.random.Seeds;
import org.penchant.rank.game.CloneAttack;
import org.penchant.rank.game.Equilibrium;
import org.penchant.rank.game.GameRating;
import org.penchant.rank.game.RatingDrivenDevelopment;
import org.penchant.rank.game.Skills;
import org.penchant.rank.game.TensorRating;

/**
 * Models with three skills, rated by Elo and by the equilibrium of a game (arXiv 2502.20170), s =
 * tanh(3 (skill_i - skill_j) . prompt).
 *
 * @param part what is done
 * @param noise of the copies of a prompt, N(0, noise) on each coordinate
 * @param sigma width of the equilibrium's kernel
 * @param rounds of development
 */
public record OpenEndedRatings(Part part, double noise, double sigma, int rounds)
    implements Experiment {
  /** What is done. */
  public enum Part {
    /** Four models on three prompts, one for a skill; four copies of a random prompt are added. */
    COPIES,
    /**
     * Models developed by climbing the rating on seven prompts, five of which ask for the first
     * skill; they begin with skills 0.3 + U(-0.02, 0.02).
     */
    DEVELOPMENT
  }

  private static final double[][] PROMPTS = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  private static final int COPIES = 4;

  public static OpenEndedRatings defaults() {
    return new OpenEndedRatings(Part.COPIES, 0, 0.1, 12);
  }

  @Override
  public Experiment trial() {
    return new OpenEndedRatings(part, noise, sigma, 1);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var equilibrium = GameRating.defaults().withSigma(sigma);
    if (part == Part.COPIES) {
      attack(figures, "elo", new MeanElo(), seeds);
      attack(figures, "equilibrium", equilibrium, seeds);
    } else {
      double elo = develop(figures, "elo", new MeanElo(), crowded(), seeds);
      double own = develop(figures, "equilibrium", equilibrium, crowded(), seeds);
      develop(figures, "elo, copies removed", new MeanElo(), PROMPTS, seeds);
      figures.put("equilibrium", "rounder than elo", own > elo ? 1 : 0);
    }
  }

  private void attack(Figures figures, String arm, TensorRating rating, Seeds seeds) {
    var random = seeds.stream("skills");
    var skills = new double[4][3];
    for (var row : skills) Arrays.setAll(row, _ -> random.nextDouble());
    var world = Skills.of(skills, PROMPTS);
    var attacked = world.withPrompts(copied(random.nextInt(3), seeds.stream("copies"))).tensor();
    var moved = CloneAttack.of(rating, world.tensor(), attacked, Equilibrium.TIE_BAND);
    figures.put(arm, "change", moved.change());
    figures.put(arm, "relative change", moved.relativeChange());
    figures.put(arm, "moved by 30", moved.change() > 30 ? 1 : 0);
    figures.put(arm, "leader changed", moved.leaderChanged() ? 1 : 0);
    if (noise > 0) return;
    var twin = world.tensor().withModelCopy(random.nextInt(4));
    figures.put(
        arm,
        "change by a model's copy",
        CloneAttack.of(rating, world.tensor(), twin, Equilibrium.TIE_BAND).change());
  }

  private double[][] copied(int prompt, RandomGenerator random) {
    return IntStream.range(0, PROMPTS.length + COPIES)
        .mapToObj(p ->
            p < PROMPTS.length
                ? PROMPTS[p]
                : Arrays.stream(PROMPTS[prompt])
                    .map(x -> x + noise * random.nextGaussian())
                    .toArray())
        .toArray(double[][]::new);
  }

  private static double[][] crowded() {
    return IntStream.range(0, 7)
        .mapToObj(p -> PROMPTS[Math.max(0, p - 4)])
        .toArray(double[][]::new);
  }

  private double develop(
      Figures figures, String arm, TensorRating rating, double[][] prompts, Seeds seeds) {
    var random = seeds.stream("development");
    var start = new double[3][3];
    for (var row : start) Arrays.setAll(row, _ -> 0.3 + random.nextDouble(-0.02, 0.02));
    double[] last =
        RatingDrivenDevelopment.defaults()
            .withRounds(rounds)
            .run(rating, Skills.of(start, prompts), random);
    var skills = Arrays.stream(last).summaryStatistics();
    double roundness = Math.max(0, skills.getMin()) / skills.getMax();
    figures.put(arm, "least over largest skill", roundness);
    return roundness;
  }
}
