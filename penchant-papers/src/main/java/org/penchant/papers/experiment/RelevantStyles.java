package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.align.reward.relevance.QueryClassifier.Classified;
import org.penchant.align.reward.relevance.QueryClassifier.Kind;
import org.penchant.align.reward.relevance.RelevanceMixture;
import org.penchant.align.reward.relevance.RelevanceMixture.Measured;
import org.penchant.core.random.Seeds;

/**
 * 72 styles of answering: length 5 to 150, share on the topic, repetition, and copying the query;
 * one softmax over them for open and one for closed queries, trained by REINFORCE from uniform with
 * noisy relevances, and the exact optimum exp(reward / beta) / Z (arXiv 2402.03469). Arms of a seed
 * draw from streams of their own.
 *
 * @param steps of 16 samples
 */
public record RelevantStyles(int steps) implements Experiment {
  private static final int SAMPLES = 16;
  private static final double RATE = 2;
  private static final double BETA = 0.02;
  private static final double NOISE = 0.03;
  private static final List<Style> STYLES = styles();

  public static RelevantStyles defaults() {
    return new RelevantStyles(400);
  }

  @Override
  public RelevantStyles trial() {
    return new RelevantStyles(3);
  }

  /** What is measured of a style, what it is worth to each kind of query, and whether it copies. */
  private record Style(Measured measured, double open, double closed, boolean copy) {
    double worth(Kind kind) {
      return kind == Kind.OPEN ? open : closed;
    }
  }

  private interface Reward {
    double of(Measured measured, Kind kind);
  }

  /** An arm; a share of its samples takes the other kind's branch. */
  private record Arm(Reward reward, double errors) {}

  @Override
  public void run(Seeds seeds, Figures figures) {
    var r3 = RelevanceMixture.defaults();
    var open = r3.withBranches(RelevanceMixture.Branches.OPEN);
    var arms = new LinkedHashMap<String, Arm>();
    arms.put(
        "length-biased reward", new Arm((m, _) -> 0.9 * m.words() / 100 + 0.3 * m.toQuery(), 0));
    arms.put("relevance", arm(open.withFactors(false, false), 0));
    arms.put("relevance x length", arm(open.withFactors(true, false), 0));
    arms.put("open for all", arm(open, 0));
    arms.put("R3", arm(r3, 0));
    arms.put("R3, a fifth misjudged", arm(r3, 0.2));
    arms.put("swapped", arm(r3.withBranches(RelevanceMixture.Branches.SWAPPED), 0));
    arms.forEach((name, arm) -> {
      double both = 0;
      double copies = 0;
      double exactCopies = 0;
      for (var kind : Kind.values()) {
        String word = kind == Kind.OPEN ? "open" : "closed";
        double[] learned = train(arm, kind, seeds.stream(name + " " + kind));
        double[] exact = optimum(arm.reward(), kind);
        figures.put(name, word, worth(learned, kind));
        figures.put(name, word + ", exact", worth(exact, kind));
        both += worth(learned, kind) / 2;
        copies += copies(learned) / 2;
        exactCopies += copies(exact) / 2;
      }
      figures.put(name, "mean", both).put(name, "copies", copies);
      figures.put(name, "copies, exact", exactCopies);
    });
  }

  private static Arm arm(RelevanceMixture mixture, double errors) {
    return new Arm((m, kind) -> mixture.of(m, new Classified(kind, 1)), errors);
  }

  private double[] train(Arm arm, Kind kind, RandomGenerator random) {
    int n = STYLES.size();
    double[] theta = new double[n];
    for (int step = 0; step < steps; step++) {
      double[] policy = softmax(theta);
      int[] drawn = new int[SAMPLES];
      double[] reward = new double[SAMPLES];
      double baseline = 0;
      for (int i = 0; i < SAMPLES; i++) {
        drawn[i] = draw(policy, random);
        var m = STYLES.get(drawn[i]).measured();
        var noisy =
            new Measured(
                m.toQuery() + NOISE * random.nextGaussian(),
                m.toReference() + NOISE * random.nextGaussian(),
                m.words(),
                m.distinct());
        boolean error = random.nextDouble() < arm.errors();
        var seen = error ? other(kind) : kind;
        reward[i] = arm.reward().of(noisy, seen) - BETA * Math.log(policy[drawn[i]] * n);
        baseline += reward[i] / SAMPLES;
      }
      for (int i = 0; i < SAMPLES; i++) {
        double scale = RATE * (reward[i] - baseline) / SAMPLES;
        for (int j = 0; j < n; j++) theta[j] -= scale * policy[j];
        theta[drawn[i]] += scale;
      }
    }
    return softmax(theta);
  }

  private static Kind other(Kind kind) {
    return kind == Kind.OPEN ? Kind.CLOSED : Kind.OPEN;
  }

  private static double[] optimum(Reward reward, Kind kind) {
    double[] theta = new double[STYLES.size()];
    for (int j = 0; j < theta.length; j++)
      theta[j] = reward.of(STYLES.get(j).measured(), kind) / BETA;
    return softmax(theta);
  }

  private static double[] softmax(double[] theta) {
    double most = Double.NEGATIVE_INFINITY;
    for (double t : theta) most = Math.max(most, t);
    double[] out = new double[theta.length];
    double mass = 0;
    for (int j = 0; j < out.length; j++) mass += out[j] = Math.exp(theta[j] - most);
    for (int j = 0; j < out.length; j++) out[j] /= mass;
    return out;
  }

  private static int draw(double[] policy, RandomGenerator random) {
    double u = random.nextDouble();
    int j = 0;
    for (double mass = policy[0]; mass < u && j < policy.length - 1; mass += policy[j]) j++;
    return j;
  }

  private static double worth(double[] policy, Kind kind) {
    double sum = 0;
    for (int j = 0; j < policy.length; j++) sum += policy[j] * STYLES.get(j).worth(kind);
    return sum;
  }

  private static double copies(double[] policy) {
    double sum = 0;
    for (int j = 0; j < policy.length; j++) if (STYLES.get(j).copy()) sum += policy[j];
    return sum;
  }

  private static List<Style> styles() {
    var styles = new ArrayList<Style>();
    for (double length : new double[] {5, 20, 60, 150})
      for (double topic : new double[] {0.1, 0.5, 0.9})
        for (double repeated : new double[] {0, 0.5, 0.9}) {
          styles.add(style(length, topic, repeated));
          styles.add(new Style(new Measured(0.98, 0.2, 12, 0.9), -0.5, -0.5, true));
        }
    return List.copyOf(styles);
  }

  private static Style style(double length, double topic, double repeated) {
    double over = Math.max(length - 20, 0);
    double toQuery = topic * (1 - 0.0012 * length) * (0.9 + 0.1 * repeated);
    double toReference = topic * Math.exp(-over / 60);
    double open =
        1.2 * topic * (1 - Math.exp(-length * (1 - repeated) / 50))
            - 0.5 * (1 - topic) * length / 150
            - 0.4 * repeated;
    double closed = topic * Math.exp(-over / 80) - 0.4 * repeated - 0.2 * (1 - topic);
    return new Style(new Measured(toQuery, toReference, length, 1 - repeated), open, closed, false);
  }
}
