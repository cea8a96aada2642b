package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Moments;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Differences;
import org.penchant.papers.world.Duel;
import org.penchant.papers.world.Lengths;
import org.penchant.papers.world.LogLinearSettings;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.Ray;

/**
 * Single good and bad labels against an anchor, and the pairs that can be matched out of them
 * (arXiv 2509.10515, whose loss is the construction of the specification): 80 prompts of 6
 * candidates, 12 features, a linear reward of norm 1.5, reference logits N(0, 0.5^2); 240 labels of
 * uniform candidates, good if reward - offset + N(0, 0.5^2) exceeds a threshold, offset N(0, 0.5^2)
 * for each prompt, then flipped with some probability. beta 0.5, full batch Adam 0.03, 300 steps;
 * measured on the same prompts at KL 0.5. Chosen here: a good label is matched with the first free
 * bad one of its prompt and of another candidate; the tracked variance is a mean of population
 * variances.
 *
 * @param threshold of a good label
 * @param flips the share of labels flipped
 * @param balanced whether good and bad labels weigh the same, as means; else all labels do
 * @param steps of every arm
 */
public record AnchoredLabels(double threshold, double flips, boolean balanced, int steps)
    implements Experiment {
  private static final int LABELS = 240;
  private static final double BETA = 0.5;
  private static final double RATE = 0.03;
  private static final double MOMENTUM = 0.9;

  /** A response and what was said of it. */
  private record Label(int response, boolean good) {}

  /** What utilities are held against; called once before each step. */
  private interface Anchor {
    void update(double[] good, double[] bad);

    double mean();

    /** The factor on u - anchor. */
    default double k() {
      return 1;
    }

    /** d loss / d z of the label's argument z. */
    default double slope(double z) {
      return -Logistic.sigmoid(-z);
    }
  }

  public static AnchoredLabels defaults() {
    return new AnchoredLabels(0, 0.15, true, 300);
  }

  @Override
  public AnchoredLabels trial() {
    return new AnchoredLabels(threshold, flips, balanced, 3);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var world =
        new LogLinearSettings(80, 6, 12, 0.5, 1.5, 0, List.of(), Lengths.defaults()).draw(seeds);
    var labels = labels(world, seeds.stream("offsets"), seeds.stream("labels"));
    var matched = matched(world, labels);
    figures.put(
        "data", "good share", labels.stream().filter(Label::good).count() / (double) LABELS);
    figures.put("data", "matched share", 2 * matched.size() / (double) LABELS);
    figures.put("reference", "value", world.value(world.reference()));
    double[] dpo =
        Differences.of(world, matched).fit(BETA, RATE, steps, (_, u) -> -Logistic.sigmoid(-u));
    measure(figures, "DPO on matched pairs", world, dpo);
    measure(figures, "zero anchor", world, train(world, labels, new Fixed()));
    measure(figures, "KTO-like", world, train(world, labels, new Saturating()));
    measure(figures, "tracked mean", world, train(world, labels, new Tracked(false)));
    measure(figures, "Gaussian anchor", world, train(world, labels, new Tracked(true)));
  }

  private static void measure(Figures figures, String arm, LogLinearWorld world, double[] theta) {
    figures.put(arm, "value at KL 0.5", new Ray(world, theta).valueAtKl(0.5));
    figures.put(arm, "value", world.value(world.logPolicy(theta)));
  }

  private List<Label> labels(
      LogLinearWorld world, RandomGenerator offsets, RandomGenerator random) {
    double[] offset = Normals.of(world.prompts(), 0.5, offsets);
    var labels = new ArrayList<Label>();
    for (int i = 0; i < LABELS; i++) {
      int response = random.nextInt(world.responses());
      double heard =
          world.utility()[response]
              - offset[response / world.candidates()]
              + 0.5 * random.nextGaussian();
      boolean flipped = random.nextDouble() < flips;
      labels.add(new Label(response, heard > threshold != flipped));
    }
    return labels;
  }

  private static List<Duel> matched(LogLinearWorld world, List<Label> labels) {
    var free = new ArrayList<>(labels.stream().filter(label -> !label.good()).toList());
    var duels = new ArrayList<Duel>();
    for (var good : labels) {
      if (!good.good()) continue;
      var bad =
          free.stream()
              .filter(
                  b -> b.response() / world.candidates() == good.response() / world.candidates())
              .filter(b -> b.response() != good.response())
              .findFirst();
      bad.ifPresent(b -> {
        free.remove(b);
        duels.add(new Duel(good.response(), b.response()));
      });
    }
    return duels;
  }

  private double[] train(LogLinearWorld world, List<Label> labels, Anchor anchor) {
    int good = (int) labels.stream().filter(Label::good).count();
    int bad = labels.size() - good;
    double goodWeight = balanced ? 1.0 / Math.max(1, good) : 1.0 / labels.size();
    double badWeight = balanced ? 1.0 / Math.max(1, bad) : 1.0 / labels.size();
    return Descent.adam(
        new double[world.features()],
        RATE,
        steps,
        (theta, _, gradient) -> {
          double[] logp = world.logPolicy(theta);
          anchor.update(
              utilities(world, logp, labels, true), utilities(world, logp, labels, false));
          double[] by = new double[logp.length];
          for (var label : labels) {
            int i = label.response();
            double z = anchor.k() * (BETA * (logp[i] - world.reference()[i]) - anchor.mean());
            by[i] +=
                label.good()
                    ? goodWeight * BETA * anchor.k() * anchor.slope(z)
                    : -badWeight * BETA * anchor.k() * anchor.slope(-z);
          }
          world.pullBack(logp, by, gradient);
        });
  }

  private static double[] utilities(
      LogLinearWorld world, double[] logp, List<Label> labels, boolean good) {
    return labels.stream()
        .filter(label -> label.good() == good)
        .mapToDouble(l -> BETA * (logp[l.response()] - world.reference()[l.response()]))
        .toArray();
  }

  /** 0 throughout. */
  private record Fixed() implements Anchor {
    @Override
    public void update(double[] good, double[] bad) {}

    @Override
    public double mean() {
      return 0;
    }
  }

  /** max(0, the mean utility of all labels), with the loss 1 - sigmoid(z). */
  private static final class Saturating implements Anchor {
    private double mean;

    @Override
    public void update(double[] good, double[] bad) {
      double sum = Arrays.stream(good).sum() + Arrays.stream(bad).sum();
      mean = Math.max(0, sum / (good.length + bad.length));
    }

    @Override
    public double mean() {
      return mean;
    }

    @Override
    public double slope(double z) {
      return -Logistic.sigmoid(z) * Logistic.sigmoid(-z);
    }
  }

  /** A running mean of the two classes' means, and of their variances if it is Gaussian. */
  private static final class Tracked implements Anchor {
    private final boolean gaussian;
    private double mean;
    private double variance;

    Tracked(boolean gaussian) {
      this.gaussian = gaussian;
    }

    @Override
    public void update(double[] good, double[] bad) {
      if (good.length == 0 || bad.length == 0) return;
      mean = MOMENTUM * mean + (1 - MOMENTUM) * (Moments.mean(good) + Moments.mean(bad)) / 2;
      variance = MOMENTUM * variance + (1 - MOMENTUM) * (spread(good) + spread(bad)) / 2;
    }

    @Override
    public double mean() {
      return mean;
    }

    @Override
    public double k() {
      return gaussian ? 1 / Math.sqrt(1 + Math.PI * variance / 8) : 1;
    }

    private static double spread(double[] u) {
      double mean = Moments.mean(u);
      return Arrays.stream(u).map(v -> (v - mean) * (v - mean)).sum() / u.length;
    }
  }
}
