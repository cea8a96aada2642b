package org.penchant.align.reward;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * A head on a trunk: from features to what they say of preferences. What computes the features is
 * not part of it.
 *
 * @param head what outputs mean
 * @param trunk from features to outputs
 * @param tables the head's own parameters, F32 row-major
 * @param scaling of features before the trunk
 * @param users names, in the order of their numbers
 */
public record RewardModel(
    Head head, Trunk trunk, Map<String, Tensor> tables, Scaling scaling, List<String> users)
    implements AutoCloseable {
  public RewardModel {
    users = List.copyOf(users);
  }

  /** A fresh model; tensors outlive scopes. */
  public static RewardModel drawn(
      Head head, Trunk trunk, Scaling scaling, List<String> users, Seeds seeds) {
    var shapes = head.tables(Math.max(1, users.size()));
    var tables = new LinkedHashMap<String, Tensor>();
    try (var _ = GradMode.disabled()) {
      Tables.drawn(shapes, seeds).all().forEach((name, values) -> tables.put(name, table(values)));
    }
    return new RewardModel(head, trunk, tables, scaling, users);
  }

  /** Values as a table that trains. */
  public static Tensor table(double[] values) {
    float[] single = new float[values.length];
    for (int i = 0; i < values.length; i++) single[i] = (float) values[i];
    return TensorScope.free(Tensor.of(single, single.length)).requiresGrad(true);
  }

  /** The head's own parameters as they are now. */
  public Tables values() {
    var values = Tables.zeros(head.tables(Math.max(1, users.size())));
    tables.forEach((name, tensor) -> {
      double[] now = tensor.toDoubles();
      System.arraycopy(now, 0, values.of(name), 0, now.length);
    });
    return values;
  }

  /** The user's number. */
  public Optional<Integer> user(String name) {
    int number = users.indexOf(name);
    return number < 0 ? Optional.empty() : Optional.of(number);
  }

  /** What trains beside whatever computes the features, by name. */
  public Map<String, Tensor> parameters() {
    var all = new LinkedHashMap<>(trunk.parameters());
    tables.forEach((name, tensor) -> all.put("head." + name, tensor));
    return all;
  }

  /** Outputs of candidates, [n, m] F64, differentiable. */
  public Tensor outputs(Tensor features) {
    return trunk.of(scaling.apply(features));
  }

  /** Outputs on prompts, [n, p] F64, differentiable. */
  public Tensor promptOutputs(Tensor features) {
    return trunk.ofPrompts(scaling.apply(features));
  }

  /** Rows of a matrix given flat. */
  static double[][] rows(double[] flat, int columns) {
    double[][] rows = new double[flat.length / columns][];
    for (int i = 0; i < rows.length; i++)
      rows[i] = Arrays.copyOfRange(flat, i * columns, (i + 1) * columns);
    return rows;
  }

  @Override
  public void close() {
    trunk.close();
    tables.values().forEach(Tensor::close);
    scaling.close();
  }
}
