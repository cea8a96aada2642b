package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Differences;
import org.penchant.papers.world.Normals;

/**
 * A linear reward model of responses to prompts of several instructions, with comparisons of
 * prompts and of gaps made from its pairs by rule (arXiv 2505.12845). A response has a quality in
 * R^8, N(0, 1), and meets each of five instructions with probability 0.5; a prompt makes some
 * instructions active, each with probability 0.15. Utility is quality . theta, theta ~ N(0, 1) 1.5
 * / sqrt 8, plus k_i for every active instruction that is met, minus k_i for one that is not, k_i ~
 * N(1, 0.3^2). Features are quality and +-1 for active instructions; ridge 0.01, Adam 0.03 from
 * zero. Accuracy is on 4000 fresh pairs under prompts with each instruction active with probability
 * 0.8 ("multi") and under prompts with none ("plain").
 *
 * <p>Chosen here: intra items are of one of the two responses by coin, or of the other where it has
 * none; x_w and x_l get as many instructions each, of those not active yet; items that cannot be
 * made are left out; every part of the loss is a mean over its items.
 *
 * @param pairs Bradley-Terry labels
 * @param steps of every arm
 */
public record InstructionPairs(int pairs, int steps) implements Experiment {
  private static final int QUALITIES = 8;
  private static final int INSTRUCTIONS = 5;
  private static final int FEATURES = QUALITIES + INSTRUCTIONS;

  /** A response: its quality, and the instructions it meets as bits. */
  private record Response(double[] quality, int met) {
    static Response draw(RandomGenerator random) {
      return new Response(Normals.of(QUALITIES, random), random.nextInt(1 << INSTRUCTIONS));
    }

    /** Quality, then +-1 for every active instruction. */
    double[] features(int active) {
      double[] features = Arrays.copyOf(quality, FEATURES);
      for (int i = 0; i < INSTRUCTIONS; i++)
        if (has(active, i)) features[QUALITIES + i] = has(met, i) ? 1 : -1;
      return features;
    }
  }

  public static InstructionPairs defaults() {
    return new InstructionPairs(150, 400);
  }

  @Override
  public InstructionPairs trial() {
    return new InstructionPairs(pairs, 4);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[] truth = truth(seeds.stream("truth"));
    var random = seeds.stream("pairs");
    var rules = seeds.stream("rules");
    var base = new ArrayList<double[]>();
    var intra = new ArrayList<double[]>();
    var inter = new ArrayList<double[]>();
    var wider = new ArrayList<double[]>();
    for (int p = 0; p < pairs; p++) {
      int active = active(0.15, random);
      var a = Response.draw(random);
      var b = Response.draw(random);
      double[] difference = minus(a.features(active), b.features(active));
      boolean first = random.nextDouble() < Logistic.sigmoid(dot(difference, truth));
      var chosen = first ? a : b;
      var rejected = first ? b : a;
      double[] gap = minus(chosen.features(active), rejected.features(active));
      base.add(gap);
      boolean coin = rules.nextBoolean();
      prompts(coin ? chosen : rejected, active, rules)
          .or(() -> prompts(coin ? rejected : chosen, active, rules))
          .ifPresent(intra::add);
      int added = some(chosen.met() & ~rejected.met() & ~active, rules);
      if (added == 0) continue;
      double[] more = minus(chosen.features(active | added), rejected.features(active | added));
      wider.add(more);
      inter.add(minus(more, gap));
    }
    var test = seeds.stream("test");
    var multi = new ArrayList<double[]>();
    var plain = new ArrayList<double[]>();
    for (int p = 0; p < 4000; p++) {
      int active = active(0.8, test);
      var a = Response.draw(test);
      var b = Response.draw(test);
      multi.add(minus(a.features(active), b.features(active)));
      plain.add(minus(a.features(0), b.features(0)));
    }
    var arms = new Arms(figures, truth, rows(multi), rows(plain));
    arms.add("base", base);
    arms.add("base twice", base, base);
    arms.add("base and wider prompts", base, wider);
    arms.add("base and intra", base, intra);
    arms.add("base and inter", base, inter);
    arms.add("all three", base, intra, inter);
    figures.put("base and intra", "items", intra.size());
    figures.put("base and inter", "items", inter.size());
  }

  private final class Arms {
    private final Figures figures;
    private final double[] truth;
    private final Differences multi;
    private final Differences plain;

    Arms(Figures figures, double[] truth, Differences multi, Differences plain) {
      this.figures = figures;
      this.truth = truth;
      this.multi = multi;
      this.plain = plain;
    }

    @SafeVarargs
    final void add(String arm, List<double[]>... parts) {
      var rows = Arrays.stream(parts).map(InstructionPairs::rows).toList();
      double[] w =
          Descent.adam(
              new double[FEATURES],
              0.03,
              steps,
              (at, _, gradient) -> {
                for (var part : rows)
                  part.addGradient(at, 1, (_, u) -> -Logistic.sigmoid(-u), gradient);
                for (int j = 0; j < FEATURES; j++) gradient[j] += 1e-2 * at[j];
              });
      figures.put(arm, "multi", multi.agreement(w, truth));
      figures.put(arm, "plain", plain.agreement(w, truth));
    }
  }

  private static double[] truth(RandomGenerator random) {
    double[] truth = Arrays.copyOf(Normals.of(QUALITIES, 1.5 / Math.sqrt(8), random), FEATURES);
    for (int i = QUALITIES; i < FEATURES; i++) truth[i] = 1 + 0.3 * random.nextGaussian();
    return truth;
  }

  /**
   * features(x_w, y) - features(x_l, y): y meets all of the one to three instructions added in x_w
   * and at least one fewer of as many added in x_l.
   */
  private static Optional<double[]> prompts(Response y, int active, RandomGenerator random) {
    int preferred = some(y.met() & ~active, random);
    int violated = ~y.met() & ~active & ((1 << INSTRUCTIONS) - 1);
    if (preferred == 0 || violated == 0) return Optional.empty();
    int other = subset(violated, 1, random);
    int free = ~active & ~other & ((1 << INSTRUCTIONS) - 1);
    other |= subset(free, Integer.bitCount(preferred) - 1, random);
    return Optional.of(minus(y.features(active | preferred), y.features(active | other)));
  }

  /** One to three of the instructions, or as many as there are; none of none. */
  private static int some(int of, RandomGenerator random) {
    return subset(of, 1 + random.nextInt(3), random);
  }

  /** {@code n} of the instructions, or all if they are fewer. */
  private static int subset(int of, int n, RandomGenerator random) {
    int subset = 0;
    for (int i : Seeds.permutation(INSTRUCTIONS, random))
      if (has(of, i) && Integer.bitCount(subset) < n) subset |= 1 << i;
    return subset;
  }

  private static int active(double probability, RandomGenerator random) {
    int active = 0;
    for (int i = 0; i < INSTRUCTIONS; i++) if (random.nextDouble() < probability) active |= 1 << i;
    return active;
  }

  private static boolean has(int set, int i) {
    return (set >> i & 1) == 1;
  }

  private static Differences rows(List<double[]> rows) {
    return Differences.of(rows, FEATURES);
  }

  private static double[] minus(double[] a, double[] b) {
    double[] out = a.clone();
    for (int j = 0; j < out.length; j++) out[j] -= b[j];
    return out;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) sum += a[j] * b[j];
    return sum;
  }
}
