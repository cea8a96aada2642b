package org.penchant.align.lm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.torch.safetensors.Safetensors;
import org.penchant.torch.safetensors.SafetensorsException;
import org.penchant.torch.safetensors.SafetensorsWriter;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Nn;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * Low-rank updates of a model's linear maps: W x becomes W x + scale B (A x), with A [r, in] and B
 * [out, r] (Hu et al. 2021, section 4.1). It owns its tensors until {@link #close}.
 */
public final class LoraAdapter implements AutoCloseable {
  static final String WEIGHTS = "adapter_model.safetensors";
  private static final String PREFIX = "base_model.model.";

  private final LoraConfig config;
  private final Map<String, Pair> pairs;

  /** The update of one module. */
  record Pair(Tensor a, Tensor b, double scale) {
    /** scale B (A x) for x [..., in]. */
    Tensor apply(Tensor x) {
      var small = Nn.linear(x, a, null).mul(scale);
      return Nn.linear(small, b, null);
    }
  }

  private LoraAdapter(LoraConfig config, Map<String, Pair> pairs) {
    this.config = config;
    this.pairs = pairs;
  }

  /**
   * A fresh adapter of the model's type that changes nothing yet: A uniform within 1/sqrt(in), B
   * zero, each A from a random stream of its module's name.
   *
   * @throws ProblemsException if no module matches the targets
   */
  public static LoraAdapter fresh(Transformer model, LoraConfig config, Seeds seeds) {
    var pairs = new LinkedHashMap<String, Pair>();
    modules(model, config)
        .forEach((name, shape) -> {
          var random = seeds.stream("lora/" + name);
          float[] a = new float[config.rank() * shape.in()];
          double bound = 1 / Math.sqrt(shape.in());
          for (int i = 0; i < a.length; i++) a[i] = (float) ((2 * random.nextDouble() - 1) * bound);
          pairs.put(
              name,
              new Pair(
                  owned(Tensor.of(a, config.rank(), shape.in()), model.type()),
                  Tensor.zeros(model.type(), shape.out(), config.rank()),
                  config.scale()));
        });
    return new LoraAdapter(config, pairs).trainable();
  }

  /**
   * Loads an adapter folder for a model, converted to the model's type; it does not train.
   *
   * @throws ProblemsException listing every tensor that is missing, surplus or of another shape
   */
  public static LoraAdapter load(Path folder, Transformer model) throws IOException {
    var config = LoraConfig.read(folder);
    var modules = modules(model, config);
    try (var file = Safetensors.open(folder.resolve(WEIGHTS))) {
      var problems = new Problems();
      var left = new LinkedHashMap<String, long[]>();
      for (String name : file.names()) left.put(name, file.shape(name));
      modules.forEach((name, shape) -> {
        expect(problems, folder, left, keyA(name), config.rank(), shape.in());
        expect(problems, folder, left, keyB(name), shape.out(), config.rank());
      });
      left.forEach((name, shape) ->
          problems.error(
              folder + ", tensor " + name,
              Arrays.toString(shape),
              "belongs to no target module of the model",
              "use the adapter with the model it was trained on"));
      problems.throwIfErrors(ExitCode.BAD_MODEL);
      var pairs = new LinkedHashMap<String, Pair>();
      for (String name : modules.keySet())
        pairs.put(
            name,
            new Pair(
                copy(file, keyA(name), model.type()),
                copy(file, keyB(name), model.type()),
                config.scale()));
      return new LoraAdapter(config, pairs);
    } catch (SafetensorsException e) {
      throw ProblemsException.of(
          ExitCode.BAD_MODEL, e.file().toString(), "", e.what(), "fetch the file again");
    }
  }

  private static void expect(
      Problems problems, Path folder, Map<String, long[]> left, String key, int rows, int columns) {
    long[] found = left.remove(key);
    long[] wanted = {rows, columns};
    if (found == null || !Arrays.equals(found, wanted))
      problems.error(
          folder + ", tensor " + key,
          found == null ? "" : Arrays.toString(found),
          (found == null ? "is missing, " : "") + "the model asks for " + Arrays.toString(wanted),
          "use the adapter with the model it was trained on");
  }

  private static Tensor copy(Safetensors file, String key, DType type) throws IOException {
    var view = file.tensor(key);
    var copy = view.type() == type ? view.copy() : view.to(type);
    view.close();
    return copy;
  }

  private static Tensor owned(Tensor made, DType type) {
    var converted = made.to(type);
    if (converted != made) made.close();
    return converted;
  }

  private static Map<String, LinearMap.Shape> modules(Transformer model, LoraConfig config) {
    var out = new LinkedHashMap<String, LinearMap.Shape>();
    model
        .linearMaps()
        .forEach((name, map) -> {
          if (config.targets().match(name)) out.put(name, map.shape());
        });
    if (out.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_MODEL,
          "adapter targets",
          config.targets(),
          "match no linear map of the layers",
          "name some of " + String.join(", ", model.linearMaps().keySet()));
    return out;
  }

  public LoraConfig config() {
    return config;
  }

  /** A and B of every module under PEFT's names, in a fixed order. */
  public Map<String, Tensor> parameters() {
    var out = new LinkedHashMap<String, Tensor>();
    pairs.forEach((name, pair) -> {
      out.put(keyA(name), pair.a());
      out.put(keyB(name), pair.b());
    });
    return out;
  }

  @Nullable Pair pair(String module) {
    return pairs.get(module);
  }

  /**
   * Has A and B require gradients.
   *
   * @throws ProblemsException if the adapter was trained with dropout, which would have to go on
   */
  public LoraAdapter trainable() {
    if (config.dropout() != 0)
      throw ProblemsException.of(
          ExitCode.BAD_MODEL,
          "adapter, lora_dropout",
          config.dropout(),
          "training goes without dropout",
          "set lora_dropout to 0 in adapter_config.json");
    parameters().values().forEach(t -> t.requiresGrad(true));
    return this;
  }

  /** Adds scale B A to the model's weights in place; the sum is made in F32 or wider. */
  public void mergeInto(Transformer model) {
    try (var _ = GradMode.disabled();
        var scope = TensorScope.open()) {
      var maps = model.linearMaps();
      pairs.forEach((name, pair) -> {
        var map = maps.get(name);
        if (map == null) throw new IllegalArgumentException("the model has no " + name);
        DType wide = map.weight().type() == DType.F64 ? DType.F64 : DType.F32;
        var update = pair.b().to(wide).matmul(pair.a().to(wide)).mul(pair.scale());
        if (map.transposed()) update = update.transpose(0, 1);
        map.weight().copyInPlace(map.weight().to(wide).add(update));
      });
    }
  }

  /** Writes an adapter folder that PEFT loads; {@code target} must not exist or be empty. */
  public void save(Path target, Transformer model) throws IOException {
    FolderWriter.write(
        target,
        folder -> {
          boolean transposed = model.linearMaps().values().stream().anyMatch(LinearMap::transposed);
          Files.writeString(folder.resolve(LoraConfig.FILE), config.toJson(transposed));
          SafetensorsWriter.write(folder.resolve(WEIGHTS), parameters(), Map.of("format", "pt"));
        });
  }

  @Override
  public void close() {
    parameters().values().forEach(Tensor::close);
  }

  private static String keyA(String module) {
    return PREFIX + module + ".lora_A.weight";
  }

  private static String keyB(String module) {
    return PREFIX + module + ".lora_B.weight";
  }
}
