package org.penchant.papers.claim;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.objective.Batch;
import org.penchant.align.objective.Calibration;
import org.penchant.align.objective.Coefficient;
import org.penchant.align.objective.Context;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Term;
import org.penchant.papers.world.LogLinearStack;
import org.penchant.torch.optim.AdamW;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * Fitting log-linear policies to pairs by an objective: the objective that trains language models,
 * on responses of one log-probability each. The seeds' losses are summed, so each seed's parameters
 * move as if it were alone.
 *
 * @param reference log ref of every world, [P K] each: the reference, and the policy at theta = 0
 * @param weightOrder which row each row takes its weight from, or nothing
 */
record Fit(
    LogLinearStack stack,
    List<double[]> reference,
    PairRows rows,
    Objective objective,
    Optional<int[]> weightOrder) {
  private static final String PERMUTED = "permuted weight";

  /** Sees parameters [S, d] after every step and decides which are kept. */
  interface Keeper {
    void after(int step, Tensor theta);

    /** What was kept, given the last ones. */
    double[][] kept(double[][] last);
  }

  static final Keeper LAST =
      new Keeper() {
        @Override
        public void after(int step, Tensor theta) {}

        @Override
        public double[][] kept(double[][] last) {
          return last;
        }
      };

  /** Parameters of every seed after training. */
  double[][] run(Training training, double[][] start, Keeper keeper) {
    try (var scope = TensorScope.open()) {
      Tensor theta = stack.parameters(start).requiresGrad(true);
      var constants = constants();
      try (var adam = new AdamW(AdamW.Options.defaults(), Map.of("theta", theta), _ -> false)) {
        for (int step = 0; step < training.steps(); step++) {
          try (var inner = TensorScope.open()) {
            Tensor loss = losses(theta, constants, (double) step / training.steps()).sum();
            long each = rows.perSeed();
            loss.mul(1 / objective.aggregation().divisor(each, each)).backward();
            adam.step(training.rate(), 1);
            keeper.after(step + 1, theta);
          }
        }
      }
      return keeper.kept(stack.rows(theta));
    }
  }

  /** The mean loss of every seed, weights of training included, at parameters [S, d]. */
  double[] losses(Tensor theta) {
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      return losses(theta, constants(), 0)
          .reshape(rows.seeds(), rows.perSeed())
          .mean(1, false)
          .toDoubles();
    }
  }

  /** The mean over pairs of log pi(y_w)/ref(y_w) - log pi(y_l)/ref(y_l), for every seed. */
  double[] margins(Tensor theta) {
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      Tensor base = stack.flat(reference);
      Tensor gain = stack.logPolicy(theta, base).reshape(-1).sub(base);
      return gain.indexSelect(0, Tensor.of(rows.first()))
          .sub(gain.indexSelect(0, Tensor.of(rows.second())))
          .reshape(rows.seeds(), rows.perSeed())
          .mean(1, false)
          .toDoubles();
    }
  }

  private record Constants(
      Tensor base,
      Tensor responseOf,
      double[] lengths,
      int[][] members,
      boolean[] good,
      Objective objective) {}

  private Constants constants() {
    Tensor base = stack.flat(reference);
    double[] lengths = new double[(int) base.elements()];
    int each = stack.responses();
    for (int s = 0; s < stack.size(); s++)
      System.arraycopy(stack.worlds().get(s).lengths(), 0, lengths, s * each, each);
    int n = rows.first().length;
    int[][] members = new int[n][];
    for (int i = 0; i < n; i++)
      members[i] = new int[] {(int) rows.first()[i], (int) rows.second()[i]};
    boolean[] good = new boolean[n];
    Arrays.fill(good, true);
    return new Constants(
        base,
        Tensor.arange(base.elements()),
        lengths,
        members,
        good,
        weightOrder.isPresent() ? withPermutedWeight() : objective);
  }

  /** Every row's loss, [S n]. */
  private Tensor losses(Tensor theta, Constants constants, double progress) {
    Tensor policy = stack.logPolicy(theta, constants.base());
    var columns = rows.columns();
    var batch = batch(policy, constants, columns, progress);
    if (weightOrder.isPresent()) {
      var weighted = new HashMap<>(columns);
      weighted.put(PERMUTED, permuted(preference().weight().of(batch).toDoubles()));
      batch = batch(policy, constants, weighted, progress);
    }
    return constants.objective().of(batch);
  }

  private Batch batch(
      Tensor policy, Constants constants, Map<String, double[]> columns, double progress) {
    return new Batch(
        policy.reshape(-1),
        Optional.of(constants.base()),
        constants.responseOf(),
        constants.lengths(),
        constants.members(),
        new double[constants.members().length][0],
        constants.good(),
        columns,
        new int[0],
        new double[0][],
        calibration(policy),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Context.NONE.withProgress(progress));
  }

  /**
   * log A of the statistics the objective asks for: one value a prompt, given to its candidates.
   */
  private Map<Calibration, Tensor> calibration(Tensor policy) {
    var statistics = new EnumMap<Calibration, Tensor>(Calibration.class);
    for (var need : objective.needs())
      if (need instanceof Need.TokenStatistic statistic)
        try (var _ = GradMode.disabled()) {
          Tensor logs = policy.detach();
          Tensor each =
              statistic.calibration() == Calibration.GREEDY
                  ? logs.max(2, true)
                  : logs.mul(2).logSumExp(2, true);
          statistics.put(statistic.calibration(), each.expand(policy.shape()).reshape(-1));
        }
    return statistics;
  }

  private double[] permuted(double[] weights) {
    int[] order = weightOrder.orElseThrow();
    double[] moved = new double[weights.length];
    for (int i = 0; i < moved.length; i++) moved[i] = weights[order[i]];
    return moved;
  }

  private Term.Preference preference() {
    if (objective.terms().size() == 1
        && objective.terms().getFirst() instanceof Term.Preference term) return term;
    throw new IllegalArgumentException("weights of one preference term only can be permuted");
  }

  private Objective withPermutedWeight() {
    var term = preference();
    return new Objective(
        List.of(
            new Term.Preference(
                term.coefficient(),
                term.reward(),
                term.structure(),
                term.contrast(),
                term.offset(),
                term.link(),
                term.noise(),
                new Coefficient.Column(PERMUTED))),
        objective.aggregation());
  }
}
