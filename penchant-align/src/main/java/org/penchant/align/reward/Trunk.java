package org.penchant.align.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Nn;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * From features to a head's outputs: hidden layers with tanh, then a linear map; and another linear
 * map from the features of prompts, if the head reads them. Weights start normal with standard
 * deviation 1 / sqrt(inputs), biases at 0.
 *
 * @param layers of responses, the last is the linear map
 * @param prompt of prompts
 */
public record Trunk(List<Layer> layers, Optional<Layer> prompt) implements AutoCloseable {
  public Trunk {
    layers = List.copyOf(layers);
  }

  /**
   * y = W x + b.
   *
   * @param weight W, [out, in] F32
   * @param bias b, [out] F32, if there is one
   */
  public record Layer(Tensor weight, Optional<Tensor> bias) {
    static Layer drawn(int in, int out, boolean biased, Seeds seeds, String name) {
      var random = seeds.stream("trunk/" + name);
      float[] values = new float[in * out];
      for (int i = 0; i < values.length; i++)
        values[i] = (float) (random.nextGaussian() / Math.sqrt(in));
      try (var _ = GradMode.disabled()) {
        return new Layer(
            free(Tensor.of(values, out, in)),
            biased ? Optional.of(free(Tensor.zeros(DType.F32, out))) : Optional.empty());
      }
    }

    private static Tensor free(Tensor tensor) {
      return TensorScope.free(tensor).requiresGrad(true);
    }

    Tensor of(Tensor x) {
      return Nn.linear(x, weight, bias.orElse(null));
    }

    void put(String name, Map<String, Tensor> into) {
      into.put(name + ".weight", weight);
      bias.ifPresent(b -> into.put(name + ".bias", b));
    }
  }

  /**
   * A fresh trunk.
   *
   * @param width D
   * @param hidden widths of hidden layers; none for a linear head
   * @param biased whether the last maps have a bias
   */
  public static Trunk drawn(
      int width, List<Integer> hidden, Head head, boolean biased, Seeds seeds) {
    var layers = new ArrayList<Layer>();
    int in = width;
    for (int out : hidden) {
      if (out < 1) throw new IllegalArgumentException("hidden width " + out + ", must be >= 1");
      layers.add(Layer.drawn(in, out, true, seeds, "hidden-" + layers.size()));
      in = out;
    }
    layers.add(Layer.drawn(in, head.outputs(), biased, seeds, "score"));
    return new Trunk(
        layers,
        head.promptOutputs() == 0
            ? Optional.empty()
            : Optional.of(Layer.drawn(width, head.promptOutputs(), true, seeds, "prompt")));
  }

  /** Outputs [n, m] F64 of features [n, D] F32. */
  public Tensor of(Tensor features) {
    return layers.getLast().of(hidden(features)).to(DType.F64);
  }

  /** What the last linear map reads. */
  public Tensor hidden(Tensor features) {
    Tensor x = features;
    for (var layer : layers.subList(0, layers.size() - 1)) x = layer.of(x).tanh();
    return x;
  }

  /** Outputs on prompts, [n, p] F64. */
  public Tensor ofPrompts(Tensor features) {
    return prompt
        .orElseThrow(() -> new IllegalStateException("the head reads no prompts"))
        .of(features)
        .to(DType.F64);
  }

  /** What trains, by the names of its file. */
  public Map<String, Tensor> parameters() {
    var all = new LinkedHashMap<String, Tensor>();
    for (int i = 0; i < layers.size() - 1; i++) layers.get(i).put("hidden." + i, all);
    layers.getLast().put("score", all);
    prompt.ifPresent(p -> p.put("prompt", all));
    return all;
  }

  @Override
  public void close() {
    parameters().values().forEach(Tensor::close);
  }
}
