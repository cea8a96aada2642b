package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.random.RandomGenerator;
import org.penchant.align.reward.shape.Background;
import org.penchant.align.reward.shape.ReferencePoint;
import org.penchant.align.reward.shape.Shaping;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.papers.world.Bisection;

/**
 * Answers with two true log-odds of being good: an offset of the prompt, N(0, 1.5), and standard
 * normals with correlation -0.2. Reward models see them through N(0, 0.3), some entries through
 * N(0, 6). Policies are softmax tilts of the uniform one by the combined reward, with one strength
 * for all prompts at which the mean divergence is as wanted (arXiv 2402.00742).
 *
 * @param prompts how many
 * @param candidates answers to each
 * @param outliers share of rewards far off
 */
public record CombinedRewards(int prompts, int candidates, double outliers) implements Experiment {
  private static final double[] DIVERGENCES = {0.5, 1, 2, 3};
  private static final double OFFSET = 1.5;
  private static final double CORRELATION = -0.2;

  public static CombinedRewards defaults() {
    return new CombinedRewards(200, 200, 0.02);
  }

  @Override
  public CombinedRewards trial() {
    return new CombinedRewards(8, 20, outliers);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[][] truth = truth(seeds.stream("truth"));
    var random = seeds.stream("reward models");
    double[][] rewards = {seen(truth[0], random), seen(truth[1], random)};
    double[] both = new double[prompts * candidates];
    Arrays.setAll(both, i -> Logistic.sigmoid(truth[0][i]) * Logistic.sigmoid(truth[1][i]));
    var arms = new LinkedHashMap<String, double[]>();
    arms.put("raw", sum(rewards, (own, i) -> own[i]));
    arms.put("log sigmoid", shaped(rewards, Shaping.LogSigmoid::new, true));
    arms.put("capped", shaped(rewards, Shaping.Capped::new, true));
    arms.put("log sigmoid, uncentred", shaped(rewards, Shaping.LogSigmoid::new, false));
    arms.put("ranks", ranks(rewards));
    arms.forEach((name, utility) -> {
      for (double kl : DIVERGENCES) {
        double[] policy = policy(utility, Bisection.atKl(c -> divergence(utility, c), kl));
        double mean = 0;
        double good = 0;
        for (int i = 0; i < policy.length; i++) {
          mean += policy[i] * both[i] / prompts;
          if (both[i] > 0.5) good += policy[i] / prompts;
        }
        String at = kl == Math.rint(kl) ? String.valueOf((int) kl) : String.valueOf(kl);
        figures.put(name, "both, KL " + at, mean);
        figures.put(name, "good, KL " + at, good);
      }
    });
  }

  private double[][] truth(RandomGenerator random) {
    var truth = new double[2][prompts * candidates];
    double rest = Math.sqrt(1 - CORRELATION * CORRELATION);
    for (int p = 0; p < prompts; p++) {
      double first = OFFSET * random.nextGaussian();
      double second = OFFSET * random.nextGaussian();
      for (int i = p * candidates; i < (p + 1) * candidates; i++) {
        double z = random.nextGaussian();
        truth[0][i] = first + z;
        truth[1][i] = second + CORRELATION * z + rest * random.nextGaussian();
      }
    }
    return truth;
  }

  private double[] seen(double[] truth, RandomGenerator random) {
    double[] out = new double[truth.length];
    for (int i = 0; i < out.length; i++) {
      boolean off = random.nextDouble() < outliers;
      out[i] = truth[i] + (off ? 6 : 0.3) * random.nextGaussian();
    }
    return out;
  }

  private interface Part {
    double of(double[] rewards, int index);
  }

  private double[] sum(double[][] rewards, Part part) {
    double[] out = new double[prompts * candidates];
    Arrays.setAll(out, i -> part.of(rewards[0], i) + part.of(rewards[1], i));
    return out;
  }

  private interface Centred {
    Shaping at(ReferencePoint point);
  }

  private double[] shaped(double[][] rewards, Centred shaping, boolean centred) {
    double[] out = new double[prompts * candidates];
    for (double[] own : rewards)
      for (int p = 0; p < prompts; p++) {
        // The base policy is uniform: a prompt's candidates are its reference answers.
        var references = Background.of(prompt(own, p));
        double point = centred ? ReferencePoint.Quantile.defaults().of(references) : 0;
        var u = shaping.at(new ReferencePoint.Constant(point));
        for (int i = p * candidates; i < (p + 1) * candidates; i++)
          out[i] += u.of(own[i], Background.none());
      }
    return out;
  }

  private double[] ranks(double[][] rewards) {
    double[] out = new double[prompts * candidates];
    for (double[] own : rewards)
      for (int p = 0; p < prompts; p++) {
        double[] ranks = Correlation.ranks(prompt(own, p));
        for (int i = 0; i < candidates; i++) out[p * candidates + i] += ranks[i] / candidates;
      }
    return out;
  }

  private double[] prompt(double[] rewards, int p) {
    return Arrays.copyOfRange(rewards, p * candidates, (p + 1) * candidates);
  }

  /** exp(strength u) / Z of each prompt. */
  private double[] policy(double[] utility, double strength) {
    double[] out = new double[utility.length];
    for (int p = 0; p < prompts; p++) {
      int from = p * candidates;
      int to = from + candidates;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) most = Math.max(most, utility[i]);
      double mass = 0;
      for (int i = from; i < to; i++) mass += out[i] = Math.exp(strength * (utility[i] - most));
      for (int i = from; i < to; i++) out[i] /= mass;
    }
    return out;
  }

  /** Mean over prompts of KL(policy || uniform), nats: mean of strength u - log Z + log n. */
  private double divergence(double[] utility, double strength) {
    double sum = 0;
    for (int p = 0; p < prompts; p++) {
      int from = p * candidates;
      int to = from + candidates;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) most = Math.max(most, utility[i]);
      double mass = 0;
      double weighted = 0;
      for (int i = from; i < to; i++) {
        double log = strength * (utility[i] - most);
        double e = Math.exp(log);
        mass += e;
        weighted += e * log;
      }
      sum += weighted / mass - Math.log(mass) + Math.log(candidates);
    }
    return sum / prompts;
  }
}
