package org.penchant.align.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Nn;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * A linear head on hidden states that tells the level of a copy: logits = W h + b. It starts at 0,
 * trains with a policy and is kept in checkpoints, but is no part of the model that comes out.
 *
 * @param weight W, [C, D] F32
 * @param bias b, [C] F32
 */
record DegreeHead(Tensor weight, Tensor bias) {
  /** A head for the objective's levels, if it has any; tensors outlive scopes. */
  static Optional<DegreeHead> of(Objective objective, CausalLm policy) {
    for (var need : objective.needs())
      if (need instanceof Need.Copies copies)
        return Optional.of(zero(copies.levels(), policy.width()));
    return Optional.empty();
  }

  private static DegreeHead zero(int levels, int width) {
    try (var _ = GradMode.disabled()) {
      return new DegreeHead(
          TensorScope.free(Tensor.zeros(DType.F32, levels, width)).requiresGrad(true),
          TensorScope.free(Tensor.zeros(DType.F32, levels)).requiresGrad(true));
    }
  }

  /** [M, D] F32 to [M, C] F64. */
  Tensor logits(Tensor states) {
    return Nn.linear(states, weight, bias).to(DType.F64);
  }

  /** What trains, by name. */
  Map<String, Tensor> parameters() {
    var parameters = new LinkedHashMap<String, Tensor>();
    parameters.put("degree_head.weight", weight);
    parameters.put("degree_head.bias", bias);
    return parameters;
  }
}
