package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.penchant.align.reward.shape.HackingReport;
import org.penchant.align.reward.shape.ReferencePoint;
import org.penchant.align.reward.shape.Shaper;
import org.penchant.align.reward.shape.Shaping;
import org.penchant.core.random.Seeds;

/**
 * A Gaussian policy N(mu, 0.5^2 I) over (effort, exploit) whose gold reward 3 tanh(a1/2) - 0.15
 * max(a2, 0)^2 and proxy 3 tanh(a1/2) + 0.6 max(a2, 0) part where it exploits. REINFORCE with the
 * batch mean for a baseline, 32 rollouts a step, rate 0.02, and a sample penalty beta (log pi - log
 * ref); the reference is the start (arXiv 2502.18770). Each rollout stands for a prompt of its own
 * and has reference answers of its own; arms of a seed draw the same noise.
 *
 * @param steps of training
 * @param longer steps of the arms that train on
 */
public record ShapedRollouts(int steps, int longer) implements Experiment {
  private static final int BATCH = 32;
  private static final double RATE = 0.02;
  private static final double VARIANCE = 0.25;
  private static final double BETA = 0.02;
  private static final int[] DIVERGENCES = {7, 8, 9, 10};

  public static ShapedRollouts defaults() {
    return new ShapedRollouts(1500, 15_000);
  }

  @Override
  public ShapedRollouts trial() {
    return new ShapedRollouts(3, 5);
  }

  /** What a run ended with: where mu went, and its curves. */
  private record Outcome(HackingReport report, double divergence) {}

  @Override
  public void run(Seeds seeds, Figures figures) {
    Shaping raw = new Shaping.Identity();
    Shaping par = Shaping.PreferenceProbability.defaults();
    var arms = new LinkedHashMap<String, Shaping>();
    arms.put("raw", raw);
    arms.put("centred", new Shaping.Centred());
    arms.put("mean and deviation", new Shaping.Running(Shaping.Running.Kind.STANDARDISED));
    arms.put("min and max", new Shaping.Running(Shaping.Running.Kind.SCALED));
    arms.put("PAR", par);
    arms.forEach((name, shaping) -> put(figures, name, train(shaping, BETA, 1, steps, seeds)));
    // An 85 % point needs more answers than one.
    var good = new Shaping.LogSigmoid(new ReferencePoint.NormalQuantile(1.036433, 1e-5));
    put(figures, "log sigmoid, 10 references", train(good, BETA, 10, steps, seeds));
    put(figures, "PAR, 10 references", train(par, BETA, 10, steps, seeds));
    tuned(figures, "raw", raw, List.of(0.05, 0.1, 0.15, 0.2), seeds);
    tuned(figures, "PAR", par, List.of(0.005, 0.01, 0.015, BETA), seeds);
    for (double beta : List.of(0.005, BETA))
      put(figures, "PAR, beta " + beta + ", longer", train(par, beta, 1, longer, seeds));
  }

  private static void put(Figures figures, String arm, Outcome outcome) {
    figures
        .put(arm, "peak", outcome.report().peakGold())
        .put(arm, "final", outcome.report().finalGold())
        .put(arm, "drop", outcome.report().drop())
        .put(arm, "KL", outcome.divergence());
  }

  /** The arm at several beta, and its final gold at given divergences by interpolation. */
  private void tuned(
      Figures figures, String name, Shaping shaping, List<Double> betas, Seeds seeds) {
    var byDivergence = new TreeMap<Double, Double>();
    for (double beta : betas) {
      var outcome = train(shaping, beta, 1, steps, seeds);
      if (beta != BETA) put(figures, name + ", beta " + beta, outcome);
      byDivergence.put(outcome.divergence(), outcome.report().finalGold());
    }
    for (int kl : DIVERGENCES)
      figures.put(name + ", tuned", "final at KL " + kl, interpolated(byDivergence, kl));
  }

  private static double interpolated(TreeMap<Double, Double> points, double at) {
    Map.Entry<Double, Double> low = points.floorEntry(at);
    Map.Entry<Double, Double> high = points.ceilingEntry(at);
    if (low == null) return points.firstEntry().getValue();
    if (high == null) return points.lastEntry().getValue();
    double width = high.getKey() - low.getKey();
    double share = width > 0 ? (at - low.getKey()) / width : 0;
    return low.getValue() + share * (high.getValue() - low.getValue());
  }

  private static Outcome train(Shaping shaping, double beta, int answers, int n, Seeds seeds) {
    var rollouts = seeds.stream("rollouts");
    var references = seeds.stream("references");
    var shaper = Shaper.of(shaping);
    double[] mu = new double[2];
    var proxies = new ArrayList<Double>();
    var golds = new ArrayList<Double>();
    double[][] actions = new double[BATCH][];
    double[] raw = new double[BATCH];
    double[][] others = new double[BATCH][answers];
    for (int step = 0; step <= n; step++) {
      proxies.add(proxy(mu));
      golds.add(gold(mu));
      if (step == n) break;
      for (int i = 0; i < BATCH; i++) {
        actions[i] = action(mu, rollouts);
        raw[i] = proxy(actions[i]);
        for (int m = 0; m < answers; m++) others[i][m] = proxy(action(new double[2], references));
      }
      ascend(mu, actions, shaper.train(raw, others), beta);
    }
    var report = HackingReport.of(array(proxies), array(golds));
    return new Outcome(report, (mu[0] * mu[0] + mu[1] * mu[1]) / (2 * VARIANCE));
  }

  /** One step along mean((u - beta log ratio - baseline) (a - mu) / variance). */
  private static void ascend(double[] mu, double[][] actions, double[] shaped, double beta) {
    double[] advantage = new double[BATCH];
    double baseline = 0;
    for (int i = 0; i < BATCH; i++) {
      double[] a = actions[i];
      double ratio =
          (a[0] * a[0] + a[1] * a[1] - square(a[0] - mu[0]) - square(a[1] - mu[1]))
              / (2 * VARIANCE);
      advantage[i] = shaped[i] - beta * ratio;
      baseline += advantage[i] / BATCH;
    }
    double[] gradient = new double[2];
    for (int i = 0; i < BATCH; i++)
      for (int j = 0; j < 2; j++)
        gradient[j] += (advantage[i] - baseline) * (actions[i][j] - mu[j]) / VARIANCE / BATCH;
    for (int j = 0; j < 2; j++) mu[j] += RATE * gradient[j];
  }

  private static double[] action(double[] mean, RandomGenerator random) {
    double sd = Math.sqrt(VARIANCE);
    return new double[] {
      mean[0] + sd * random.nextGaussian(), mean[1] + sd * random.nextGaussian()
    };
  }

  private static double gold(double[] a) {
    return 3 * Math.tanh(a[0] / 2) - 0.15 * square(Math.max(a[1], 0));
  }

  private static double proxy(double[] a) {
    return 3 * Math.tanh(a[0] / 2) + 0.6 * Math.max(a[1], 0);
  }

  private static double square(double x) {
    return x * x;
  }

  private static double[] array(List<Double> values) {
    double[] out = new double[values.size()];
    Arrays.setAll(out, values::get);
    return out;
  }
}
