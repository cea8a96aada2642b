package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.ConstraintWorld;
import org.penchant.papers.world.ConstraintWorld.Met;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Differences;

/**
 * Pairs of answers to six constraints, as labelled and with the constraints that the chosen fails
 * reversed in the prompt (arXiv 2505.22172). A judge's overall score is the weighted count of
 * constraints that it finds met; best meets worst of four answers. The policy's logit is sum_i s_i
 * theta_i b_i, s_i = -1 where constraint i is reversed; beta 0.5, ridge 0.001, Adam 0.02 from zero,
 * full batch. Measured on prompts without reversals over 4000 fresh styles, as it is and scaled to
 * KL 1 given the style. Chosen here: the better by score of a random pair is chosen, ties by coin.
 *
 * @param flips share of checks that the judge gets wrong
 * @param hardWeight of the two hard constraints in the score; 1 for the others
 * @param prompts of four answers each
 * @param steps of every arm
 */
public record ReversedConstraints(double flips, double hardWeight, int prompts, int steps)
    implements Experiment {
  private static final int ALL = 0b111111;
  private static final int CONSTRAINTS = ConstraintWorld.CONSTRAINTS;
  private static final double BETA = 0.5;

  /** What an answer meets and what the judge finds it meets, as bits, and the judge's score. */
  private record Answer(int met, int found, double score) {}

  private record Labelled(Answer chosen, Answer rejected) {
    /** Constraints on which the judge tells the two apart. */
    int differing() {
      return chosen.found() ^ rejected.found();
    }

    /** Constraints that the chosen fails. */
    int failed() {
      return ALL & ~chosen.found();
    }

    Labelled swapped() {
      return new Labelled(rejected, chosen);
    }

    /** b_i of chosen - rejected, turned round where constraint i is reversed. */
    double[] row(int reversed) {
      return IntStream.range(0, CONSTRAINTS)
          .mapToDouble(i -> (bit(chosen.met(), i) - bit(rejected.met(), i)) * sign(reversed, i))
          .toArray();
    }
  }

  public static ReversedConstraints defaults() {
    return new ReversedConstraints(0.1, 0.3, 200, 400);
  }

  @Override
  public ReversedConstraints trial() {
    return new ReversedConstraints(flips, hardWeight, prompts, 4);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var world = ConstraintWorld.draw(4000, seeds);
    var answers = seeds.stream("answers");
    var ties = seeds.stream("ties");
    var extremes = new ArrayList<Labelled>();
    var random = new ArrayList<Labelled>();
    for (int p = 0; p < prompts; p++) {
      var four = new ArrayList<Answer>();
      for (int k = 0; k < 4; k++) four.add(answer(world, answers));
      var order = new ArrayList<Answer>();
      for (int k : Seeds.permutation(4, ties)) order.add(four.get(k));
      random.add(labelled(order.get(0), order.get(1)));
      order.sort(Comparator.comparingDouble(a -> -a.score()));
      extremes.add(new Labelled(order.getFirst(), order.getLast()));
    }
    var other = seeds.stream("random reversals");
    Predicate<Labelled> differ = pair -> pair.differing() != 0;
    Predicate<Labelled> scored = pair -> pair.chosen().score() != pair.rejected().score();
    ToIntFunction<Labelled> none = _ -> 0;
    var both = new ArrayList<>(extremes);
    extremes.forEach(pair -> both.add(pair.swapped()));
    var rows = new LinkedHashMap<String, Differences>();
    rows.put("reference", new Differences(new double[0], CONSTRAINTS));
    rows.put("DPO", rows(extremes, scored, none));
    rows.put("RPO", rows(extremes, differ, Labelled::failed));
    rows.put("RPO, both ways", rows(both, differ, Labelled::failed));
    rows.put("random reversals", rows(extremes, differ, p -> asMany(p.failed(), other)));
    rows.put("DPO, perfect chosen", rows(extremes, differ.and(p -> p.failed() == 0), none));
    rows.put("DPO, dominating", rows(extremes, differ.and(p -> !conflict(p)), none));
    rows.put("DPO, random pairs", rows(random, scored, none));
    rows.put("RPO, random pairs", rows(random, differ, Labelled::failed));
    rows.entrySet().parallelStream()
        .map(e -> Map.entry(e.getKey(), fit(e.getValue())))
        .map(e -> new Arm(e.getKey(), world.met(e.getValue(), 1), world.metAtKl(e.getValue(), 1)))
        .toList()
        .forEach(arm -> arm.put(figures));
    rows.forEach((arm, used) -> figures.put(arm, "pairs used", used.count() / (double) prompts));
    figures.put(
        "data", "rejected better somewhere", share(extremes, ReversedConstraints::conflict));
    figures.put("data", "gap", mean(extremes, p -> gap(p)));
    figures.put("data", "gap, reversed", mean(extremes, p -> Integer.bitCount(p.differing())));
  }

  private record Arm(String name, Met met, Met atKl) {
    void put(Figures figures) {
      put(figures, met, "");
      put(figures, atKl, " at KL 1");
    }

    private void put(Figures figures, Met met, String suffix) {
      figures.put(name, "mean" + suffix, met.mean());
      figures.put(name, "hard two" + suffix, met.hard());
      figures.put(name, "all six" + suffix, met.all());
    }
  }

  private Answer answer(ConstraintWorld world, RandomGenerator random) {
    int met = world.answer(random);
    int found = met;
    for (int i = 0; i < CONSTRAINTS; i++) if (random.nextDouble() < flips) found ^= 1 << i;
    int hard = Integer.bitCount(found & ConstraintWorld.HARD);
    return new Answer(met, found, Integer.bitCount(found) - hard + hardWeight * hard);
  }

  private static Labelled labelled(Answer a, Answer b) {
    return b.score() > a.score() ? new Labelled(b, a) : new Labelled(a, b);
  }

  private static boolean conflict(Labelled pair) {
    return (pair.rejected().found() & pair.failed()) != 0;
  }

  private static int gap(Labelled pair) {
    return Integer.bitCount(pair.chosen().found()) - Integer.bitCount(pair.rejected().found());
  }

  private static int asMany(int reversed, RandomGenerator random) {
    int[] order = Seeds.permutation(CONSTRAINTS, random);
    int mask = 0;
    for (int k = 0; k < Integer.bitCount(reversed); k++) mask |= 1 << order[k];
    return mask;
  }

  private static Differences rows(
      List<Labelled> pairs, Predicate<Labelled> usable, ToIntFunction<Labelled> reversed) {
    return Differences.of(
        pairs.stream().filter(usable).map(p -> p.row(reversed.applyAsInt(p))).toList(),
        CONSTRAINTS);
  }

  private double[] fit(Differences rows) {
    return Descent.adam(
        new double[CONSTRAINTS],
        0.02,
        steps,
        (theta, _, gradient) -> {
          rows.addGradient(theta, BETA, (_, m) -> -Logistic.sigmoid(-m), gradient);
          for (int i = 0; i < CONSTRAINTS; i++) gradient[i] += 1e-3 * theta[i];
        });
  }

  private static double share(List<Labelled> pairs, Predicate<Labelled> which) {
    return mean(pairs, p -> which.test(p) ? 1 : 0);
  }

  private static double mean(List<Labelled> pairs, ToIntFunction<Labelled> of) {
    return pairs.stream().mapToInt(of).average().orElse(Double.NaN);
  }

  private static int bit(int mask, int i) {
    return mask >> i & 1;
  }

  private static int sign(int reversed, int i) {
    return 1 - 2 * bit(reversed, i);
  }
}
