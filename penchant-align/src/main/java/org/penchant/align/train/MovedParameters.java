package org.penchant.align.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.penchant.align.lm.CausalLm;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * Some parameters of a model as one vector that can be moved and put back bit for bit. They must be
 * F32: a small move would be rounded away in narrower weights.
 */
final class MovedParameters implements AutoCloseable {
  private final List<Tensor> parameters = new ArrayList<>();
  private final List<Tensor> homes = new ArrayList<>();
  private final int size;

  /**
   * Takes parameters by name; the output projection if no name is given.
   *
   * @throws org.penchant.core.problems.ProblemsException naming all that cannot be moved
   */
  MovedParameters(CausalLm model, Set<String> names) {
    var problems = new Problems();
    var wanted = new TreeSet<>(names.isEmpty() ? model.headParameters() : names);
    if (wanted.isEmpty())
      problems.error(
          "parameters",
          "",
          "the model's output projection is its embedding: moving it moves everything",
          "name the parameters to move");
    long total = 0;
    for (String name : wanted) {
      var parameter = model.parameters().get(name);
      if (parameter == null)
        problems.error("parameters", name, "the model has no such tensor", "choose another");
      else if (parameter.type() != DType.F32)
        problems.error(
            name, parameter.type(), "is moved in steps that only F32 can hold", "--dtype f32");
      else {
        parameters.add(parameter);
        total += parameter.elements();
      }
    }
    if (total > Integer.MAX_VALUE - 8)
      problems.error("parameters", total, "at most 2^31 numbers can be moved", "name fewer");
    problems.throwIfErrors(ExitCode.USAGE);
    size = (int) total;
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      for (var parameter : parameters) homes.add(TensorScope.free(parameter.copy()));
    }
  }

  int size() {
    return size;
  }

  /** Puts the parameters at home + delta. */
  void moveTo(float[] delta) {
    try (var _ = GradMode.disabled()) {
      int at = 0;
      for (int i = 0; i < parameters.size(); i++) {
        try (var scope = TensorScope.open()) {
          int n = (int) parameters.get(i).elements();
          float[] part =
              parameters.size() == 1 ? delta : java.util.Arrays.copyOfRange(delta, at, at + n);
          parameters
              .get(i)
              .copyInPlace(homes.get(i).add(Tensor.of(part, parameters.get(i).shape())));
          at += n;
        }
      }
    }
  }

  /** Puts them back, bit for bit. */
  void moveHome() {
    try (var _ = GradMode.disabled()) {
      for (int i = 0; i < parameters.size(); i++) parameters.get(i).copyInPlace(homes.get(i));
    }
  }

  /** Makes home + delta the new home, where the parameters then are. */
  void settle(float[] delta) {
    moveTo(delta);
    try (var _ = GradMode.disabled()) {
      for (int i = 0; i < parameters.size(); i++) homes.get(i).copyInPlace(parameters.get(i));
    }
  }

  @Override
  public void close() {
    homes.forEach(Tensor::close);
  }
}
