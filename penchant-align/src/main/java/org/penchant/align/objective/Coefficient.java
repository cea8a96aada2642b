package org.penchant.align.objective;

import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.problems.Problems;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;

/**
 * A number for every row, cut from differentiation: what contrasts, offsets and weights are made
 * of. A constant, a schedule over training, a column of the data, or a function of the current
 * policy.
 */
public sealed interface Coefficient {
  Coefficient ONE = new Constant(1);
  Coefficient ZERO = new Constant(0);

  double of(Row row);

  /** The value of every row, [B] F64, or without dimensions where all rows share it. */
  Tensor of(Batch batch);

  default Set<Need> needs() {
    return Set.of();
  }

  /** Reports what of the row's columns this coefficient cannot take. */
  default void check(Row row, String place, Problems problems) {}

  /** The same for every row and step. */
  record Constant(double value) implements Coefficient {
    public Constant {
      Require.finite("value", value);
    }

    @Override
    public double of(Row row) {
      return value;
    }

    @Override
    public Tensor of(Batch batch) {
      return Tensor.scalar(value);
    }
  }

  /** from + (to - from) t/T after t of T optimiser steps. */
  record Linear(double from, double to) implements Coefficient {
    public Linear {
      Require.finite("from", from);
      Require.finite("to", to);
    }

    @Override
    public double of(Row row) {
      return at(row.context().progress());
    }

    @Override
    public Tensor of(Batch batch) {
      return Tensor.scalar(at(batch.context().progress()));
    }

    @Override
    public Set<Need> needs() {
      return Set.of(new Need.TotalSteps());
    }

    private double at(double progress) {
      return from + (to - from) * progress;
    }
  }

  /** A column of the data, as it stands. */
  record Column(String name) implements Coefficient {
    @Override
    public double of(Row row) {
      return row.column(name);
    }

    @Override
    public Tensor of(Batch batch) {
      return Tensor.of(batch.column(name));
    }

    @Override
    public Set<Need> needs() {
      return Set.of(new Need.Column(name));
    }
  }

  /**
   * factor * f(g(s_w) - g(s_l)) of two score columns, g the {@code scale}, f the {@code shape};
   * gaps below {@code floor} count as {@code floor}. Under {@link Shape#LOG} a gap must be
   * positive.
   */
  record ScoreGap(
      String chosen, String rejected, Scale scale, Shape shape, double factor, double floor)
      implements Coefficient {
    /** How a score is brought to a common scale. */
    public enum Scale {
      IDENTITY,
      /** 1 / (1 + exp(-s)), for the scores of a Bradley-Terry reward model. */
      SIGMOID
    }

    /** What is taken of the gap. */
    public enum Shape {
      IDENTITY,
      LOG
    }

    public static ScoreGap defaults() {
      return new ScoreGap(
          "chosen_rating", "rejected_rating", Scale.IDENTITY, Shape.IDENTITY, 1, -Double.MAX_VALUE);
    }

    public ScoreGap {
      Require.finite("factor", factor);
      Require.finite("floor", floor);
    }

    @Override
    public double of(Row row) {
      return of(row.column(chosen), row.column(rejected));
    }

    @Override
    public Tensor of(Batch batch) {
      double[] w = batch.column(chosen);
      double[] l = batch.column(rejected);
      return Coefficient.perRow(batch, i -> of(w[i], l[i]));
    }

    private double of(double w, double l) {
      double gap = scale == Scale.SIGMOID ? Logistic.sigmoid(w) - Logistic.sigmoid(l) : w - l;
      gap = Math.max(gap, floor);
      return factor * (shape == Shape.LOG ? Math.log(gap) : gap);
    }

    @Override
    public Set<Need> needs() {
      return Set.of(new Need.Column(chosen), new Need.Column(rejected));
    }

    @Override
    public void check(Row row, String place, Problems problems) {
      double w = row.column(chosen);
      double l = row.column(rejected);
      if (shape == Shape.LOG && !(w > l))
        problems.error(
            place,
            chosen + " = " + w + ", " + rejected + " = " + l,
            "the logarithm of the score gap needs " + chosen + " > " + rejected,
            "drop the row or swap chosen and rejected");
    }
  }

  /** factor * (|y_w| - |y_l|), trained tokens before any truncation of scores. */
  record LengthGap(double factor) implements Coefficient {
    public LengthGap {
      Require.finite("factor", factor);
    }

    @Override
    public double of(Row row) {
      return factor * (row.first().length() - row.rejected().length());
    }

    @Override
    public Tensor of(Batch batch) {
      return Coefficient.perRow(batch, i -> factor * (batch.length(i, 0) - batch.length(i, 1)));
    }

    @Override
    public Set<Need> needs() {
      return Set.of(new Need.Pairs());
    }
  }

  /** One value for responses labelled good, another for bad ones (KTO's lambda_D and lambda_U). */
  record ByLabel(double good, double bad) implements Coefficient {
    public ByLabel {
      Require.notNegative("good", good);
      Require.notNegative("bad", bad);
    }

    @Override
    public double of(Row row) {
      return row.good() ? good : bad;
    }

    @Override
    public Tensor of(Batch batch) {
      return Coefficient.perRow(batch, i -> batch.good()[i] ? good : bad);
    }
  }

  /** factor times another coefficient. */
  record Times(Coefficient of, double factor) implements Coefficient {
    public Times {
      Require.finite("factor", factor);
    }

    @Override
    public double of(Row row) {
      return factor * of.of(row);
    }

    @Override
    public Tensor of(Batch batch) {
      return of.of(batch).mul(factor);
    }

    @Override
    public Set<Need> needs() {
      return of.needs();
    }

    @Override
    public void check(Row row, String place, Problems problems) {
      of.check(row, place, problems);
    }
  }

  /**
   * {@link ByLabel} over the label's share of the step: whatever the counts of good and bad rows,
   * the mean over rows is good times the mean over good ones plus bad times the mean over bad ones.
   * A label without rows contributes nothing.
   */
  record ByLabelMean(double good, double bad) implements Coefficient {
    public ByLabelMean {
      Require.notNegative("good", good);
      Require.notNegative("bad", bad);
    }

    @Override
    public double of(Row row) {
      return of(row.good(), row.context());
    }

    @Override
    public Tensor of(Batch batch) {
      return Coefficient.perRow(batch, i -> of(batch.good()[i], batch.context()));
    }

    private double of(boolean label, Context context) {
      double share = context.goodShare();
      return label ? good / share : bad / (1 - share);
    }

    @Override
    public Set<Need> needs() {
      return Set.of(new Need.LabelShares());
    }
  }

  /** One value for decided pairs, another for ties: the column {@code tie} is 1. */
  record ByTie(double decided, double tied) implements Coefficient {
    public static final String COLUMN = "tie";

    public ByTie {
      Require.notNegative("decided", decided);
      Require.notNegative("tied", tied);
    }

    @Override
    public double of(Row row) {
      return row.columns().getOrDefault(COLUMN, 0.0) == 1 ? tied : decided;
    }

    @Override
    public Tensor of(Batch batch) {
      double[] ties = batch.columns().get(COLUMN);
      return ties == null
          ? Tensor.scalar(decided)
          : Coefficient.perRow(batch, i -> ties[i] == 1 ? tied : decided);
    }

    @Override
    public Set<Need> needs() {
      return Set.of(new Need.Ties());
    }
  }

  /**
   * min(1, w(y_w) w(y_l)) with w(y) = exp(mean_t(log p_t(y_t) - log A_t)): how likely the pair is
   * under the current policy (WPO, arXiv 2406.11827, eq. 5; the clamp is on the product).
   */
  record PairLikelihood(Calibration calibration) implements Coefficient {
    @Override
    public double of(Row row) {
      return Math.min(1, Math.exp(log(row.first()) + log(row.rejected())));
    }

    private double log(Response response) {
      double[] kinds =
          calibration == Calibration.NONE
              ? new double[response.length()]
              : response.calibration().get(calibration);
      if (kinds == null) throw new IllegalStateException("no " + calibration + " statistic");
      return (response.logp() - Response.sum(kinds)) / response.length();
    }

    @Override
    public Tensor of(Batch batch) {
      try (var _ = GradMode.disabled()) {
        Tensor tokens = batch.logps();
        if (calibration != Calibration.NONE) {
          Tensor kinds = batch.calibration().get(calibration);
          if (kinds == null) throw new IllegalStateException("no " + calibration + " statistic");
          tokens = tokens.sub(kinds);
        }
        Tensor logs = batch.perResponse(tokens).div(Tensor.of(batch.lengths()));
        return batch.ofFirst(logs).add(batch.ofSecond(logs)).exp().clampMax(1);
      }
    }

    @Override
    public Set<Need> needs() {
      return calibration == Calibration.NONE
          ? Set.of(new Need.Pairs())
          : Set.of(new Need.Pairs(), new Need.TokenStatistic(calibration));
    }
  }

  private static Tensor perRow(Batch batch, IntToDoubleFunction value) {
    return Tensor.of(IntStream.range(0, batch.rows()).mapToDouble(value).toArray());
  }
}
