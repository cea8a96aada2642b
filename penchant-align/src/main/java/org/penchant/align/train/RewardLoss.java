package org.penchant.align.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penchant.align.objective.Batch;
import org.penchant.align.objective.Context;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Response;
import org.penchant.align.objective.Row;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.Tables;
import org.penchant.align.reward.Utilities;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * What is asked of a reward model: an objective of preferences between utilities, or, without one,
 * labels that the head's outputs should have.
 *
 * @param objective its reward is a {@code score}
 */
public record RewardLoss(Optional<Objective> objective) {
  /** Preferences between utilities. */
  public static RewardLoss of(Objective objective) {
    return new RewardLoss(Optional.of(objective));
  }

  /** The head's own loss of labels. */
  public static RewardLoss labels() {
    return new RewardLoss(Optional.empty());
  }

  /**
   * Losses of rows and, if wanted, slopes.
   *
   * @param losses of every row, weighted, before aggregation
   * @param utilities of every row's candidates
   * @param expected what the head expects every row's label to be; empty without labels
   * @param byOutputs slopes of the losses' sum over {@code divisor}; empty if not wanted
   * @param byTables likewise
   */
  record Found(
      double[] losses,
      double[][] utilities,
      double[][] expected,
      List<Outputs> byOutputs,
      Tables byTables) {}

  /**
   * @param divisor of the sum of losses
   * @param wanted whether slopes are
   */
  Found of(
      Head head,
      int users,
      List<RewardRow> rows,
      List<Outputs> outputs,
      Tables tables,
      Context context,
      double divisor,
      boolean wanted) {
    var byTables = Tables.zeros(head.tables(users));
    var by = new ArrayList<Outputs>();
    if (wanted) for (var one : outputs) by.add(one.zeros());
    return objective.isPresent()
        ? compared(objective.get(), head, rows, outputs, tables, context, divisor, by, byTables)
        : labelled(head, rows, outputs, tables, divisor, by, byTables);
  }

  private static Found compared(
      Objective objective,
      Head head,
      List<RewardRow> rows,
      List<Outputs> outputs,
      Tables tables,
      Context context,
      double divisor,
      List<Outputs> by,
      Tables byTables) {
    var all = new ArrayList<Utilities>(rows.size());
    double[][] values = new double[rows.size()][];
    var scalars = new ArrayList<Row>(rows.size());
    for (int i = 0; i < values.length; i++) {
      var utilities = head.utilities(outputs.get(i), tables);
      all.add(utilities);
      values[i] = utilities.values();
      scalars.add(row(rows.get(i), values[i]).withContext(context));
    }
    try (var scope = TensorScope.open()) {
      var batch = Batch.of(scalars);
      Tensor losses = objective.of(batch);
      double[] found = losses.detach().toDoubles();
      if (!by.isEmpty()) {
        losses.sum().mul(1 / divisor).backward();
        double[] slopes =
            batch.logps().hasGrad() ? batch.logps().grad().toDoubles() : new double[0];
        int at = 0;
        for (int i = 0; i < values.length && slopes.length > 0; i++) {
          int n = values[i].length;
          all.get(i).backward(Arrays.copyOfRange(slopes, at, at + n), by.get(i), byTables);
          at += n;
        }
      }
      return new Found(found, values, new double[values.length][0], by, byTables);
    }
  }

  /** A row whose responses are utilities. */
  static Row row(RewardRow row, double[] utilities) {
    var responses =
        Arrays.stream(utilities)
            .mapToObj(u -> new Response(new double[] {u}, new double[0]))
            .toList();
    var plain =
        responses.size() == 1
            ? Row.only(responses.getFirst(), row.good())
            : Row.list(responses, row.labels());
    return plain.withColumns(row.columns());
  }

  private static Found labelled(
      Head head,
      List<RewardRow> rows,
      List<Outputs> outputs,
      Tables tables,
      double divisor,
      List<Outputs> by,
      Tables byTables) {
    double[] losses = new double[rows.size()];
    double[][] utilities = new double[rows.size()][];
    double[][] expected = new double[rows.size()][];
    for (int i = 0; i < losses.length; i++) {
      double[] z = outputs.get(i).z()[0];
      double[] slopes = new double[z.length];
      double weight = rows.get(i).columns().getOrDefault(Objective.ROW_WEIGHT, 1.0);
      losses[i] = weight * head.loss(z, rows.get(i).labels(), slopes);
      expected[i] = head.expected(z);
      utilities[i] = new double[] {head.score(outputs.get(i), tables).orElse(Double.NaN)};
      if (by.isEmpty()) continue;
      double[] into = by.get(i).z()[0];
      for (int k = 0; k < slopes.length; k++) into[k] += weight * slopes[k] / divisor;
    }
    return new Found(losses, utilities, expected, by, byTables);
  }
}
