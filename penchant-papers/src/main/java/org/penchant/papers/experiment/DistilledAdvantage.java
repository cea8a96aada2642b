package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.penchant.align.lm.Advantage;
import org.penchant.align.objective.Link;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Duel;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.Ray;

/**
 * A student learns from a pair of teachers or from the pairs themselves (arXiv 2502.17927), in
 * episodes of one step: 80 states, 20 actions, reward features . a + N(0, 1), |a| = 1.5; reference
 * logits N(0, 0.7^2), T_ref's the same + N(0, 0.5^2), T_dpo proportional to T_ref exp(reward + N(0,
 * 0.3^2)), beta_T 1; pairs of a state drawn uniformly and two actions drawn from the reference,
 * which may coincide, judged by Bradley-Terry. Expectations are exact and count a state as often as
 * the pairs have it. Adam 0.03, full batch, from the reference.
 *
 * <p>The sampled forms take one action for every pair in place of the expectation; its advantage
 * weighs that action's log-probability. "sampled token" draws them anew from the student at every
 * step, which is unbiased; "sampled once" keeps those of the student as it starts.
 *
 * @param pairs how many
 */
public record DistilledAdvantage(int pairs, int steps) implements Experiment {
  private static final int STATES = 80;
  private static final int ACTIONS = 20;
  private static final int FEATURES = 6;
  private static final double RATE = 0.03;
  private static final double KL = 0.5;
  private static final Link LOGISTIC = new Link.Logistic();

  public static DistilledAdvantage defaults() {
    return new DistilledAdvantage(160, 300);
  }

  @Override
  public DistilledAdvantage trial() {
    return new DistilledAdvantage(20, 5);
  }

  /** Adds d loss / d log pi of every response. */
  @FunctionalInterface
  private interface Loss {
    void add(double[] logPolicy, double[] byLogPolicy);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    int n = STATES * ACTIONS;
    double[] phi = Normals.of(n * FEATURES, seeds.stream("features"));
    double[] a = Normals.direction(FEATURES, 1.5, seeds.stream("reward"));
    double[] reward = Normals.of(n, seeds.stream("residual"));
    for (int i = 0; i < n; i++)
      for (int j = 0; j < FEATURES; j++) reward[i] += phi[i * FEATURES + j] * a[j];
    var world =
        LogLinearWorld.of(
            STATES, ACTIONS, phi, Normals.of(n, 0.7, seeds.stream("reference")), reward);
    double[] base = teacher(world.reference(), Normals.of(n, 0.5, seeds.stream("teacher")));
    double[] believed = Normals.of(n, 0.3, seeds.stream("belief"));
    for (int i = 0; i < n; i++) believed[i] += reward[i];
    double[] aligned = teacher(base, believed);
    double[] advantage = new double[n];
    var known = Map.of("dpo", aligned, "sft", base);
    for (int i = 0; i < n; i++) advantage[i] = Advantage.of("dpo", "sft", 1).of(known, i);
    var duels = duels(world, seeds.stream("pairs"));
    double[] share = new double[STATES];
    for (var duel : duels) share[duel.first() / ACTIONS] += 1.0 / pairs;

    Loss sft = imitation(duels);
    Loss kd = distillation(aligned, share);
    figures.put("reference", "value", world.value(world.reference()));
    figures.put("teacher", "value", world.value(aligned));
    double[] zero = new double[FEATURES];
    arm(figures, "SFT", world, zero, sft);
    arm(figures, "DPO", world, zero, preference(world, duels, 0.5));
    arm(figures, "DPO, beta 0.1", world, zero, preference(world, duels, 0.1));
    arm(figures, "KD", world, zero, kd);
    double[] dckd = arm(figures, "DCKD", world, zero, both(sft, kd, 2));
    arm(figures, "ADPA, gamma 1", world, zero, both(sft, expected(advantage, share), 1));
    arm(figures, "ADPA", world, zero, both(sft, expected(advantage, share), 3));
    arm(figures, "ADPA+", world, dckd, both(sft, expected(advantage, share), 3));
    var actions = seeds.stream("student's actions");
    arm(figures, "sampled token", world, zero, both(sft, sampled(advantage, duels, actions), 3));
    double[] once = new double[n];
    sampled(advantage, duels, seeds.stream("first actions")).add(world.reference(), once);
    Loss kept =
        (_, by) -> {
          for (int i = 0; i < n; i++) by[i] += once[i];
        };
    arm(figures, "sampled once", world, zero, both(sft, kept, 3));
    arm(
        figures,
        "ADPA, one teacher twice",
        world,
        zero,
        both(sft, expected(new double[n], share), 3));
  }

  private double[] arm(
      Figures figures, String arm, LogLinearWorld world, double[] start, Loss loss) {
    double[] theta =
        Descent.adam(
            start,
            RATE,
            steps,
            (at, _, gradient) -> {
              double[] logPolicy = world.logPolicy(at);
              double[] by = new double[logPolicy.length];
              loss.add(logPolicy, by);
              world.pullBack(logPolicy, by, gradient);
            });
    figures.put(arm, "value", world.value(world.logPolicy(theta)));
    figures.put(arm, "value at KL 0.5", new Ray(world, theta).valueAtKl(KL));
    return theta;
  }

  /** - mean log pi(y_w). */
  private static Loss imitation(List<Duel> duels) {
    return (_, by) -> duels.forEach(d -> by[d.first()] -= 1.0 / duels.size());
  }

  private static Loss preference(LogLinearWorld world, List<Duel> duels, double beta) {
    double[] ref = world.reference();
    return (logp, by) -> {
      for (var d : duels) {
        double margin = logp[d.first()] - ref[d.first()] - logp[d.second()] + ref[d.second()];
        double slope = LOGISTIC.slope(beta * margin) * beta / duels.size();
        by[d.first()] += slope;
        by[d.second()] -= slope;
      }
    };
  }

  /** KL(T || pi). */
  private static Loss distillation(double[] teacher, double[] share) {
    return (_, by) -> {
      for (int i = 0; i < by.length; i++) by[i] -= share[i / ACTIONS] * Math.exp(teacher[i]);
    };
  }

  /** - E_pi[A]. */
  private static Loss expected(double[] advantage, double[] share) {
    return (logp, by) -> {
      for (int i = 0; i < by.length; i++)
        by[i] -= share[i / ACTIONS] * Math.exp(logp[i]) * advantage[i];
    };
  }

  /** - mean A(y) log pi(y) of actions drawn from pi as the loss is asked. */
  private static Loss sampled(double[] advantage, List<Duel> duels, RandomGenerator random) {
    return (logp, by) -> {
      for (var duel : duels) {
        int y = action(logp, duel.first() / ACTIONS, random);
        by[y] -= advantage[y] / duels.size();
      }
    };
  }

  private static Loss both(Loss first, Loss second, double factor) {
    return (logp, by) -> {
      double[] other = new double[by.length];
      second.add(logp, other);
      first.add(logp, by);
      for (int i = 0; i < by.length; i++) by[i] += factor * other[i];
    };
  }

  private static double[] teacher(double[] logits, double[] added) {
    double[] all = logits.clone();
    for (int i = 0; i < all.length; i++) all[i] += added[i];
    return LogLinearWorld.normalised(all, ACTIONS);
  }

  private List<Duel> duels(LogLinearWorld world, RandomGenerator random) {
    var duels = new ArrayList<Duel>();
    for (int p = 0; p < pairs; p++) {
      int state = random.nextInt(STATES);
      int one = action(world.reference(), state, random);
      int other = action(world.reference(), state, random);
      duels.add(new Duel(one, other).judged(i -> world.utility()[i], random));
    }
    return duels;
  }

  private static int action(double[] logPolicy, int state, RandomGenerator random) {
    double u = random.nextDouble();
    int last = (state + 1) * ACTIONS - 1;
    for (int i = state * ACTIONS; i < last; i++) {
      u -= Math.exp(logPolicy[i]);
      if (u < 0) return i;
    }
    return last;
  }
}
