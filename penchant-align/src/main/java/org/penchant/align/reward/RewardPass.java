package org.penchant.align.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /** Runs forward; {@code train} if {@link #backward} will be called. */
  public RewardPass(RewardModel model, States states, List<RewardRow> rows, boolean train) {
    this.model = model;
    this.rows = rows;
    this.tables = model.values();
    try (var _ = train ? GradMode.enabled() : GradMode.disabled()) {
      this.forward = states.forward(rows.stream().map(RewardRow::all).toList(), train);
      this.leaf =
          train && forward.trains() ? forward.states().requiresGrad(true) : forward.states();
      this.outputs = model.outputs(leaf);
      this.all = new ArrayList<>(rows.size());
      long[] at = promptPositions(states);
      this.promptOutputs =
          model.head().promptOutputs() == 0
              ? outputs
              : model.promptOutputs(leaf.indexSelect(0, Tensor.of(at)));
      read(states);
    }
  }

  private long[] promptPositions(States states) {
    long[] at = new long[rows.size()];
    long position = 0;
    for (int i = 0; i < at.length; i++) {
      for (int item : rows.get(i).items()) position += states.positions(item);
      at[i] = position;
      if (rows.get(i).prompt() >= 0) position += states.positions(rows.get(i).prompt());
    }
    return at;
  }

  private void read(States states) {
    int m = model.head().outputs();
    int p = model.head().promptOutputs();
    double[] flat = outputs.toDoubles();
    double[] ofPrompts = p == 0 ? new double[0] : promptOutputs.toDoubles();
    int position = 0;
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      double[][] z = new double[row.items().length][];
      for (int k = 0; k < z.length; k++) {
        int n = states.positions(row.items()[k]);
        if (n != 1 && !model.head().stepwise())
          throw new IllegalArgumentException(
              row.place() + ": " + n + " positions, " + model.head() + " reads one");
        z[k] = Arrays.copyOfRange(flat, position * m, (position + n) * m);
        position += n;
      }
      if (row.prompt() >= 0) position += states.positions(row.prompt());
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
      Tensor phi = model.trunk().hidden(model.scaling().apply(leaf));
      return RewardModel.rows(phi.toDoubles(), (int) phi.size(1));
    }
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
   */
  public void backward(List<Outputs> byOutputs, Tables byTables) {
    backward(byOutputs, byTables, 0);
  }

  /**
   * The same with a language-model term.
   *
   * @param byLanguage slope of the loss by {@link #language}
   */
  public void backward(List<Outputs> byOutputs, Tables byTables, double byLanguage) {
    try (var scope = TensorScope.open();
        var _ = GradMode.enabled()) {
      int m = model.head().outputs();
      int p = model.head().promptOutputs();
      double[] slopes = new double[(int) outputs.elements()];
      double[] promptSlopes = new double[rows.size() * p];
      int position = 0;
      for (int i = 0; i < rows.size(); i++) {
        for (double[] z : byOutputs.get(i).z()) {
          System.arraycopy(z, 0, slopes, position, z.length);
          position += z.length;
        }
        if (rows.get(i).prompt() >= 0) position += m;
        System.arraycopy(byOutputs.get(i).prompt(), 0, promptSlopes, i * p, p);
      }
      Tensor total = outputs.mul(Tensor.of(slopes, outputs.shape())).sum();
      if (p > 0)
        total = total.add(promptOutputs.mul(Tensor.of(promptSlopes, rows.size(), p)).sum());
      for (var entry : model.tables().entrySet()) {
        double[] by = byTables.of(entry.getKey());
        total = total.add(entry.getValue().to(DType.F64).mul(Tensor.of(by, by.length)).sum());
      }
      total.backward();
      if (leaf.hasGrad()) forward.backward(leaf.grad(), byLanguage);
    }
  }
}
