package org.penchant.align.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.penchant.align.reward.mix.HeadGradient;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * One forward pass of a reward model over rows, and the way back. It lives in the scope it was made
 * in.
 */
public final class RewardPass {
  private final RewardModel model;
  private final List<RewardRow> rows;
  private final States.Forward forward;
  private final Tensor leaf;
  private final Tensor outputs;
  private final Tensor promptOutputs;
  private final List<Outputs> all;
  private final Tables tables;
  private final int[][] starts;

  /** Runs forward; {@code train} if {@link #backward} will be called. */
  public RewardPass(RewardModel model, States states, List<RewardRow> rows, boolean train) {
    this.model = model;
    this.rows = rows;
    this.tables = model.values();
    this.starts = starts(states, rows);
    try (var _ = train ? GradMode.enabled() : GradMode.disabled()) {
      this.forward = states.forward(rows.stream().map(RewardRow::all).toList(), train);
      this.leaf =
          train && forward.trains() ? forward.states().requiresGrad(true) : forward.states();
      this.outputs = model.outputs(leaf);
      this.all = new ArrayList<>(rows.size());
      long[] at = promptPositions();
      this.promptOutputs =
          model.head().promptOutputs() == 0
              ? outputs
              : model.promptOutputs(leaf.indexSelect(0, Tensor.of(at)));
      read();
    }
  }

  /** Where the items of every row begin, and where those of the row end. */
  private static int[][] starts(States states, List<RewardRow> rows) {
    int[][] starts = new int[rows.size()][];
    int position = 0;
    for (int i = 0; i < starts.length; i++) {
      int[] items = rows.get(i).items();
      starts[i] = new int[items.length + 1];
      for (int k = 0; k <= items.length; k++) {
        starts[i][k] = position;
        if (k < items.length) position += states.positions(items[k]);
      }
      if (rows.get(i).prompt() >= 0) position += states.positions(rows.get(i).prompt());
    }
    return starts;
  }

  /** A row's prompt stands where its items end; of rows without one the place is not read. */
  private long[] promptPositions() {
    return Arrays.stream(starts).mapToLong(s -> s[s.length - 1]).toArray();
  }

  private void read() {
    int m = model.head().outputs();
    int p = model.head().promptOutputs();
    double[] flat = outputs.toDoubles();
    double[] ofPrompts = p == 0 ? new double[0] : promptOutputs.toDoubles();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      double[][] z = new double[row.items().length][];
      for (int k = 0; k < z.length; k++) {
        int n = starts[i][k + 1] - starts[i][k];
        if (n != 1 && !model.head().stepwise())
          throw new IllegalArgumentException(
              row.place() + ": " + n + " positions, " + model.head() + " reads one");
        z[k] = Arrays.copyOfRange(flat, starts[i][k] * m, starts[i][k + 1] * m);
      }
      all.add(new Outputs(z, Arrays.copyOfRange(ofPrompts, i * p, (i + 1) * p), row.user()));
    }
  }

  /** The outputs of every row. */
  public List<Outputs> outputs() {
    return all;
  }

  /** What the last map reads of every row's items, those of a row after those of the one before. */
  public double[][] hidden() {
    try (var _ = GradMode.disabled()) {
      Tensor phi = hidden(input -> input);
      return RewardModel.rows(phi.toDoubles(), (int) phi.size(1));
    }
  }

  /** The same as a tensor, of a trunk's input that was changed; differentiable. */
  public Tensor hidden(UnaryOperator<Tensor> change) {
    return model.trunk().hidden(change.apply(model.scaling().apply(leaf)));
  }

  /** The row of {@link #hidden} that is the last position of a row's item. */
  public long last(int row, int item) {
    return starts[row][item + 1] - 1;
  }

  /**
   * The gradients of rows' losses by the last map.
   *
   * @param losses of rows
   * @param byOutputs slopes of each row's loss by its outputs
   */
  public List<HeadGradient> headGradients(double[] losses, List<Outputs> byOutputs) {
    double[][] hidden = hidden();
    var found = new ArrayList<HeadGradient>(losses.length);
    for (int i = 0; i < losses.length; i++) {
      int[] at = starts[i];
      double[] slopes =
          Arrays.stream(byOutputs.get(i).z()).flatMapToDouble(Arrays::stream).toArray();
      double[][] phi = Arrays.copyOfRange(hidden, at[0], at[at.length - 1]);
      found.add(HeadGradient.of(losses[i], slopes, phi, model.head().outputs()));
    }
    return found;
  }

  /** The sum of the cross-entropies of the tokens a language-model term trains, nats. */
  public double language() {
    return forward.language();
  }

  /** The head's own parameters. */
  public Tables tables() {
    return tables;
  }

  /**
   * Adds gradients to the model's parameters and to whatever computed the features.
   *
   * @param byOutputs slopes of the loss by the outputs of every row
   * @param byTables slopes by the head's own parameters
   * @param byLanguage slope of the loss by {@link #language}
   * @param more scalars of this pass whose gradients are added
   */
  public void backward(
      List<Outputs> byOutputs, Tables byTables, double byLanguage, List<Tensor> more) {
    try (var scope = TensorScope.open();
        var _ = GradMode.enabled()) {
      int m = model.head().outputs();
      int p = model.head().promptOutputs();
      double[] slopes = new double[(int) outputs.elements()];
      double[] promptSlopes = new double[rows.size() * p];
      for (int i = 0; i < rows.size(); i++) {
        double[][] z = byOutputs.get(i).z();
        for (int k = 0; k < z.length; k++)
          System.arraycopy(z[k], 0, slopes, starts[i][k] * m, z[k].length);
        System.arraycopy(byOutputs.get(i).prompt(), 0, promptSlopes, i * p, p);
      }
      Tensor total = outputs.mul(Tensor.of(slopes, outputs.shape())).sum();
      if (p > 0)
        total = total.add(promptOutputs.mul(Tensor.of(promptSlopes, rows.size(), p)).sum());
      for (var entry : model.tables().entrySet()) {
        double[] by = byTables.of(entry.getKey());
        total = total.add(entry.getValue().to(DType.F64).mul(Tensor.of(by, by.length)).sum());
      }
      for (var one : more) total = total.add(one);
      total.backward();
      if (leaf.hasGrad()) forward.backward(leaf.grad(), byLanguage);
    }
  }
}
