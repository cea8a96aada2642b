package org.penchant.align.lm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.penchant.align.lm.ParameterSpec.Role;
import org.penchant.core.random.Seeds;
import org.penchant.torch.safetensors.Safetensors;
import org.penchant.torch.safetensors.SafetensorsWriter;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * Weights that follow from their names, so that another program can have the same without a file:
 * element i of tensor NAME is centre + scale * {@link #unit}(NAME, i), rounded to bfloat16.
 */
final class FormulaWeights {
  private FormulaWeights() {}

  /**
   * A number in [-0.5, 0.5): the upper 24 bits of murmur3's 32-bit finaliser at fnv1a(name) + i *
   * 0x9E3779B9, over 2^24, less a half.
   */
  static double unit(String name, int i) {
    int x = fnv1a(name) + i * 0x9E3779B9;
    x = (x ^ x >>> 16) * 0x85EBCA6B;
    x = (x ^ x >>> 13) * 0xC2B2AE35;
    return ((x ^ x >>> 16) >>> 8) / (double) (1 << 24) - 0.5;
  }

  private static int fnv1a(String name) {
    int hash = 0x811C9DC5;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) hash = (hash ^ (b & 0xff)) * 0x01000193;
    return hash;
  }

  /** Writes model.safetensors beside config.json: matrices of scale 1, vectors of scale 0.5. */
  static void writeModel(Path folder) throws IOException {
    var config = ModelFolder.config(folder);
    try (var scope = TensorScope.open()) {
      var tensors = new LinkedHashMap<String, Tensor>();
      for (var spec : ParameterSpec.of(config, config.architecture().layout())) {
        boolean one = spec.role() == Role.NORM && !config.has(Architecture.Trait.ONE_PLUS_NORM);
        double scale = spec.role() == Role.MATRIX ? 1 : 0.5;
        tensors.put(spec.name(), tensor(spec.name(), one ? 1 : 0, scale, spec.shape()));
      }
      SafetensorsWriter.write(folder.resolve(Safetensors.SINGLE), tensors, Map.of());
    }
  }

  /** Writes adapter_model.safetensors beside adapter_config.json: matrices of scale 0.4. */
  static void writeAdapter(Path folder, Transformer base) throws IOException {
    var told = LoraConfig.read(folder);
    var config = LoraConfig.of(told.rank()).withTargets(told.targets());
    try (var scope = TensorScope.open()) {
      var tensors = new LinkedHashMap<String, Tensor>();
      LoraAdapter.fresh(base, config, new Seeds(0))
          .parameters()
          .forEach((name, like) -> tensors.put(name, tensor(name, 0, 0.4, like.shape())));
      SafetensorsWriter.write(folder.resolve(LoraAdapter.WEIGHTS), tensors, Map.of());
    }
  }

  private static Tensor tensor(String name, double centre, double scale, long... shape) {
    int elements = 1;
    for (long size : shape) elements *= (int) size;
    float[] values = new float[elements];
    for (int i = 0; i < elements; i++) values[i] = (float) (centre + scale * unit(name, i));
    return Tensor.of(values, shape).to(DType.BF16);
  }
}
