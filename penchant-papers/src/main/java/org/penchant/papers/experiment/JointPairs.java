package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Duel;
import org.penchant.papers.world.Lengths;
import org.penchant.papers.world.LogLinearSettings;
import org.penchant.papers.world.LogLinearWorld;

/**
 * Comparisons of answers to different instructions, by the joint likelihood of instruction and
 * answer (arXiv 2404.00530): 60 instructions, 10 responses, 12 features, reference logits N(0, 1),
 * a linear reward of norm 1.5 comparable across instructions; responses drawn from the reference,
 * Bradley-Terry labels. A log-linear policy and free logits of the instructions train together by
 * Adam 0.03 from zero, beta 0.5, full batch.
 *
 * @param pairs of a set
 * @param steps of every arm
 */
public record JointPairs(int pairs, int steps) implements Experiment {
  private static final double BETA = 0.5;

  public static JointPairs defaults() {
    return new JointPairs(80, 400);
  }

  @Override
  public JointPairs trial() {
    return new JointPairs(pairs, 3);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var world =
        new LogLinearSettings(60, 10, 12, 1, 1.5, 0, List.of(), Lengths.defaults()).draw(seeds);
    var one = seeds.stream("conditional pairs");
    var two = seeds.stream("joint pairs");
    var conditional = new ArrayList<Duel>();
    var joint = new ArrayList<Duel>();
    for (int i = 0; i < 2 * pairs; i++) {
      conditional.add(conditional(world, one).judged(y -> world.utility()[y], one));
      joint.add(joint(world, two).judged(y -> world.utility()[y], two));
    }
    var some = conditional.subList(0, pairs);
    var others = joint.subList(0, pairs);
    figures.put("reference", "value", world.value(world.reference()));
    arm(figures, "conditional", world, some, true);
    arm(figures, "joint", world, others, true);
    arm(figures, "union", world, Stream.concat(some.stream(), others.stream()).toList(), true);
    arm(figures, "conditional, twice as many", world, conditional, true);
    arm(figures, "joint, twice as many", world, joint, true);
    arm(figures, "joint, responses only", world, others, false);
  }

  /** Two distinct responses to one instruction. */
  private static Duel conditional(LogLinearWorld world, RandomGenerator random) {
    int instruction = random.nextInt(world.prompts());
    int a = response(world, instruction, random);
    int b = a;
    while (b == a) b = response(world, instruction, random);
    return new Duel(a, b);
  }

  /** Responses to two instructions. */
  private static Duel joint(LogLinearWorld world, RandomGenerator random) {
    int a = random.nextInt(world.prompts());
    int b = random.nextInt(world.prompts() - 1);
    return new Duel(response(world, a, random), response(world, b < a ? b : b + 1, random));
  }

  private static int response(LogLinearWorld world, int instruction, RandomGenerator random) {
    int start = instruction * world.candidates();
    double u = random.nextDouble();
    for (int y = start; y < start + world.candidates() - 1; y++) {
      u -= Math.exp(world.reference()[y]);
      if (u < 0) return y;
    }
    return start + world.candidates() - 1;
  }

  /**
   * @param instructions whether the instruction's likelihood counts
   */
  private void arm(
      Figures figures, String arm, LogLinearWorld world, List<Duel> duels, boolean instructions) {
    int d = world.features();
    int k = world.candidates();
    double[] trained =
        Descent.adam(
            new double[d + world.prompts()],
            0.03,
            steps,
            (at, _, gradient) -> {
              double[] policy = world.logPolicy(Arrays.copyOf(at, d));
              double[] by = new double[policy.length];
              for (var duel : duels) {
                int w = duel.first();
                int l = duel.second();
                double u = policy[w] - world.reference()[w] - policy[l] + world.reference()[l];
                // Logits are gains on the reference's; the instructions' own normaliser cancels.
                if (instructions) u += at[d + w / k] - at[d + l / k];
                double slope = -Logistic.sigmoid(-BETA * u) * BETA / duels.size();
                by[w] += slope;
                by[l] -= slope;
                if (instructions) {
                  gradient[d + w / k] += slope;
                  gradient[d + l / k] -= slope;
                }
              }
              world.pullBack(policy, by, gradient);
            });
    double[] policy = world.logPolicy(Arrays.copyOf(trained, d));
    figures.put(arm, "value", world.value(policy));
    figures.put(arm, "kl", world.kl(policy));
  }
}
