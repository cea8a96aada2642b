package org.penchant.papers.experiment;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Differences;
import org.penchant.papers.world.Duel;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.Ray;

/**
 * Two dimensions of reward aligned one after the other, the second with the first's implicit reward
 * margin as an offset (arXiv 2405.12739): 80 prompts, 8 candidates, 12 features N(0, 1), reference
 * logits N(0, 0.5^2), two linear rewards of norm 1.5, 400 Bradley-Terry pairs of each. beta 0.5,
 * Adam 0.03 with a fresh state each round, full batch, every round's increment from zero.
 *
 * @param rho cosine of the two rewards' directions
 * @param pairs of each dimension
 * @param steps a round
 */
public record SequentialDimensions(double rho, int pairs, int steps) implements Experiment {
  private static final int PROMPTS = 80;
  private static final int CANDIDATES = 8;
  private static final int FEATURES = 12;
  private static final double BETA = 0.5;
  private static final double RATE = 0.03;

  public static SequentialDimensions defaults() {
    return new SequentialDimensions(-0.5, 400, 500);
  }

  @Override
  public SequentialDimensions trial() {
    return new SequentialDimensions(rho, 40, 6);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    int n = PROMPTS * CANDIDATES;
    double[] phi = Normals.of(n * FEATURES, seeds.stream("features"));
    double[] one = Normals.direction(FEATURES, 1.5, seeds.stream("first reward"));
    double[] two = turned(one, seeds.stream("second reward"));
    double[] first = rewards(phi, one);
    double[] second = rewards(phi, two);
    double[] logits = Normals.of(n, 0.5, seeds.stream("reference"));
    var world = LogLinearWorld.of(PROMPTS, CANDIDATES, phi, logits, first);
    var firstPairs = pairs(world, first, seeds.stream("first pairs"));
    var secondPairs = pairs(world, second, seeds.stream("second pairs"));
    var rows = Differences.of(world, secondPairs);
    double[] before = dpo(Differences.of(world, firstPairs));
    var arms = new Arms(figures, world, first, second);
    arms.add("after round 1", before);
    double[] margins = rows.margins(before);
    for (double lambda : new double[] {0, 0.5, 1, 2}) {
      double[] increment =
          rows.fit(BETA, RATE, steps, (i, m) -> -Logistic.sigmoid(lambda * BETA * margins[i] - m));
      arms.add("lambda " + lambda, sum(before, increment));
    }
    var both = Stream.concat(firstPairs.stream(), secondPairs.stream()).toList();
    arms.add("mixed", dpo(Differences.of(world, both)));
    arms.add("dimension 2 only", dpo(rows));
  }

  private record Arms(Figures figures, LogLinearWorld world, double[] first, double[] second) {
    void add(String arm, double[] theta) {
      double[] policy = world.logPolicy(theta);
      figures.put(arm, "first", world.expectation(policy, first));
      figures.put(arm, "second", world.expectation(policy, second));
      figures.put(arm, "kl", world.kl(policy));
      var ray = new Ray(world, theta);
      double[] scaled = ray.at(ray.atKl(1));
      double one = world.expectation(scaled, first);
      double two = world.expectation(scaled, second);
      figures.put(arm, "first at KL 1", one);
      figures.put(arm, "second at KL 1", two);
      figures.put(arm, "sum at KL 1", one + two);
    }
  }

  private double[] dpo(Differences rows) {
    return rows.fit(BETA, RATE, steps, (_, m) -> -Logistic.sigmoid(-m));
  }

  private List<Duel> pairs(LogLinearWorld world, double[] reward, RandomGenerator random) {
    return Duel.uniform(world, pairs, random).stream()
        .map(duel -> duel.judged(i -> reward[i], random))
        .toList();
  }

  /** A direction of the same norm at cosine rho. */
  private double[] turned(double[] direction, RandomGenerator random) {
    double[] other = Normals.of(direction.length, random);
    double along = dot(other, direction) / dot(direction, direction);
    for (int j = 0; j < other.length; j++) other[j] -= along * direction[j];
    double scale = Math.sqrt((1 - rho * rho) * dot(direction, direction) / dot(other, other));
    for (int j = 0; j < other.length; j++) other[j] = rho * direction[j] + scale * other[j];
    return other;
  }

  private static double[] rewards(double[] phi, double[] direction) {
    double[] out = new double[phi.length / FEATURES];
    for (int i = 0; i < phi.length; i++) out[i / FEATURES] += phi[i] * direction[i % FEATURES];
    return out;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] out = a.clone();
    for (int j = 0; j < out.length; j++) out[j] += b[j];
    return out;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) sum += a[j] * b[j];
    return sum;
  }
}
