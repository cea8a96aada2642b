package org.penchant.align.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penchant.core.explain.Explanation;
import org.penchant.core.problems.Problems;
import org.penchant.torch.tensor.Tensor;

/**
 * coefficient * loss(better side, worse side) of a whole optimiser step, spread over its rows so
 * that the mean over rows is the loss. Rows are pairs, which give one value to either side, or
 * single responses, which are on the side of their label.
 *
 * @param coefficient the term's share in the objective
 * @param values what the two sides hold
 */
public record Stepwide(double coefficient, Reward reward, Values values, StepLoss loss)
    implements Term {
  /** What the two sides of the step hold. */
  public enum Values {
    /** Scores of good and of bad responses. */
    RESPONSES,
    /** The policy's margins and the reference's, beta (log p(y_w) - log p(y_l)); pairs only. */
    MARGINS
  }

  public Stepwide {
    Require.finite("coefficient", coefficient);
    if (values == Values.MARGINS
        && !(reward instanceof Reward.LogRatio r
            && r.attenuation() == 1
            && r.length() == Reward.Length.SUM
            && r.divergence() instanceof Divergence.ReverseKl))
      throw new IllegalArgumentException(
          "margins of policy and reference need the summed log-ratio under reverse KL");
    if (reward instanceof Reward.TokenWeighted)
      throw new IllegalArgumentException("token weights are not kept over a whole step");
  }

  @Override
  public Optional<Reward> scored() {
    return Optional.of(reward);
  }

  /**
   * The sides of a step with the rows that gave their values.
   *
   * @param ofBetter row of every better value
   * @param ofWorse row of every worse value
   */
  private record Step(StepLoss.Sides sides, List<Integer> ofBetter, List<Integer> ofWorse) {}

  private Step step(List<Row> rows) {
    var better = new ArrayList<Double>();
    var worse = new ArrayList<Double>();
    var ofBetter = new ArrayList<Integer>();
    var ofWorse = new ArrayList<Integer>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      boolean pair = row.second().isPresent();
      if (pair || row.good()) {
        better.add(values == Values.MARGINS ? margin(row) : reward.of(row.first()));
        ofBetter.add(i);
      }
      if (pair || !row.good()) {
        worse.add(
            values == Values.MARGINS
                ? referenceMargin(row)
                : reward.of(pair ? row.rejected() : row.first()));
        ofWorse.add(i);
      }
    }
    return new Step(
        new StepLoss.Sides(
            doubles(better), doubles(worse), prompts(rows, ofBetter), prompts(rows, ofWorse)),
        ofBetter,
        ofWorse);
  }

  private double margin(Row row) {
    return reward.beta() * (row.first().logp() - row.rejected().logp());
  }

  private double referenceMargin(Row row) {
    return reward.beta() * (row.first().referenceLogp() - row.rejected().referenceLogp());
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[][] prompts(List<Row> rows, List<Integer> which) {
    return which.stream().map(i -> rows.get(i).embedding()).toArray(double[][]::new);
  }

  @Override
  public Explanation explain(Row row) {
    var rows = row.step();
    int index = row.context().step().isEmpty() ? 0 : row.context().index();
    var step = step(rows);
    double[] losses = losses(step, loss.at(step.sides()), rows.size());
    return Explanation.of(
        "stepwide",
        coefficient * losses[index],
        coefficient + " * this row's share of the loss of the step",
        Explanation.of(
            "share",
            losses[index],
            loss
                + " of "
                + step.sides().better().length
                + " against "
                + step.sides().worse().length
                + " values"));
  }

  /** Losses of rows whose mean over rows is the mean of the better values' losses. */
  private static double[] losses(Step step, StepLoss.Spread spread, int rows) {
    double[] losses = new double[rows];
    int m = spread.losses().length;
    for (int i = 0; i < m; i++) losses[step.ofBetter().get(i)] = spread.losses()[i] * rows / m;
    return losses;
  }

  @Override
  public Tensor of(Batch batch) {
    Tensor scores = reward.of(batch);
    var rows = batch.step();
    var step = step(rows);
    var spread = loss.at(step.sides());
    double[][] slopes = new double[rows.size()][];
    for (int i = 0; i < slopes.length; i++)
      slopes[i] = new double[rows.get(i).second().isPresent() ? 2 : 1];
    for (int i = 0; i < spread.byBetter().length; i++) {
      double[] of = slopes[step.ofBetter().get(i)];
      double slope = spread.byBetter()[i] * rows.size();
      of[0] += slope;
      if (values == Values.MARGINS) of[1] -= slope;
    }
    if (values == Values.RESPONSES)
      for (int j = 0; j < spread.byWorse().length; j++) {
        double[] of = slopes[step.ofWorse().get(j)];
        of[of.length - 1] += spread.byWorse()[j] * rows.size();
      }
    int from = batch.context().index();
    int to = from + batch.rows();
    Tensor total =
        Sloped.of(
            batch,
            Arrays.copyOfRange(losses(step, spread, rows.size()), from, to),
            scores,
            Arrays.copyOfRange(slopes, from, to));
    return coefficient == 1 ? total : total.mul(coefficient);
  }

  @Override
  public Set<Need> needs() {
    var needs = new java.util.LinkedHashSet<Need>(reward.needs());
    needs.add(new Need.WholeStep());
    if (values == Values.MARGINS || loss.square()) needs.add(new Need.Pairs());
    if (loss.embedded()) needs.add(new Need.Embeddings());
    return needs;
  }

  @Override
  public void check(Row row, String place, Problems problems) {
    if (row.columns().containsKey(Objective.ROW_WEIGHT))
      problems.error(
          place,
          "column " + Objective.ROW_WEIGHT,
          "weights of rows lose their meaning where rows are sorted or crossed with each other",
          "drop the column");
  }
}
