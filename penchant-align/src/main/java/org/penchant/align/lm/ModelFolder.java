package org.penchant.align.lm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.torch.safetensors.Safetensors;
import org.penchant.torch.safetensors.SafetensorsException;
import org.penchant.torch.safetensors.SafetensorsWriter;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/** Model folders in Hugging Face layout: config.json and safetensors weights. */
public final class ModelFolder {
  static final String CONFIG = "config.json";
  static final String GENERATION = "generation_config.json";
  private static final long SHARD_BYTES = 5_000_000_000L;
  private static final List<String> COMPANIONS =
      List.of(
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "added_tokens.json",
          "vocab.json",
          "merges.txt",
          "tokenizer.model",
          "chat_template.jinja",
          GENERATION);

  private ModelFolder() {}

  /** Reads config.json. */
  public static ModelConfig config(Path folder) throws IOException {
    Path file = ModelJson.required(folder, CONFIG, "name a model folder");
    return ModelConfig.parse(Files.readString(file), file.toString());
  }

  /** Tokens that end a response: those of both configs and of the tokenizer. */
  public static Set<Integer> endTokens(Path folder, Tokenizer tokenizer) throws IOException {
    var ends = new TreeSet<>(config(folder).eos());
    tokenizer.eos().ifPresent(ends::add);
    JsonNode eos = ModelJson.readIfPresent(folder.resolve(GENERATION)).path("eos_token_id");
    if (eos.isInt()) ends.add(eos.asInt());
    eos.forEach(id -> ends.add(id.asInt()));
    return ends;
  }

  /**
   * Loads a model; its parameters are copies that require gradients.
   *
   * @param type element type to compute in, or empty for the file's
   * @throws ProblemsException listing every tensor that is missing, surplus or of another shape
   */
  public static Transformer load(Path folder, Optional<DType> type) throws IOException {
    var config = config(folder);
    return load(folder, config, type, Set.of());
  }

  /** As {@link #load(Path, Optional)}, tensors of some names being another's. */
  static Transformer load(
      Path folder, ModelConfig config, Optional<DType> type, Set<String> ofOthers)
      throws IOException {
    try (var file = Safetensors.open(folder)) {
      return load(folder, config, file, type, ofOthers);
    } catch (SafetensorsException e) {
      throw ProblemsException.of(
          ExitCode.BAD_MODEL,
          e.file().toString(),
          "",
          e.what(),
          "fetch the file again; it is damaged or of another format");
    }
  }

  /**
   * Writes a model folder: config.json, weights (those of the base, if the model is adapted),
   * generation_config.json and the files of {@code companions} that belong to the tokenizer.
   * Written under a temporary name, then moved.
   *
   * @param target must not exist, or be empty
   * @param companions the folder the tokenizer comes from, if there is one
   */
  public static void save(Path target, Transformer model, Optional<Path> companions)
      throws IOException {
    save(target, configOf(model), model.weights(), companions);
  }

  /** Writes a folder of a config and weights. */
  static void save(
      Path target, ObjectNode json, Map<String, Tensor> weights, Optional<Path> companions)
      throws IOException {
    FolderWriter.write(
        target,
        folder -> {
          for (String name : COMPANIONS)
            if (companions.isPresent() && Files.exists(companions.get().resolve(name)))
              Files.copy(companions.get().resolve(name), folder.resolve(name));
          write(folder.resolve(CONFIG), json);
          if (!Files.exists(folder.resolve(GENERATION))) {
            var generation = json.objectNode();
            for (String key : List.of("bos_token_id", "eos_token_id"))
              if (json.has(key)) generation.set(key, json.get(key));
            write(folder.resolve(GENERATION), generation);
          }
          SafetensorsWriter.writeFolder(folder, weights, Map.of("format", "pt"), SHARD_BYTES);
        });
  }

  /**
   * Checks, before long work, that {@link #save} can write {@code target}.
   *
   * @throws ProblemsException if it exists and is not an empty folder
   */
  public static void refuseIfOccupied(Path target) throws IOException {
    FolderWriter.refuseIfOccupied(target);
  }

  /** The model's config.json, with the class and element type it is now. */
  static ObjectNode configOf(Transformer model) {
    var json = model.config().json().deepCopy();
    if (!json.has("architectures"))
      json.putArray("architectures").add(model.config().architecture().className());
    String type =
        switch (model.type()) {
          case F64 -> "float64";
          case F16 -> "float16";
          case BF16 -> "bfloat16";
          default -> "float32";
        };
    json.put(json.has("dtype") ? "dtype" : "torch_dtype", type);
    return json;
  }

  private static void write(Path file, ObjectNode json) throws IOException {
    Files.writeString(file, json.toPrettyString() + "\n");
  }

  private static Transformer load(
      Path folder, ModelConfig config, Safetensors file, Optional<DType> type, Set<String> ofOthers)
      throws IOException {
    var layout = config.architecture().layout();
    if (file.names().contains(layout.embedding() + ".weight")) layout = layout.withoutPrefix();
    var specs = ParameterSpec.of(config, layout);
    var names = file.names();
    var surplus = new LinkedHashMap<String, String>();
    for (String name : names)
      if (!Layout.isDerivedBuffer(name) && !ofOthers.contains(name))
        surplus.put(name, Arrays.toString(file.shape(name)));
    var problems = new Problems();
    for (var spec : specs) {
      String found = surplus.remove(spec.name());
      String expected = Arrays.toString(spec.shape());
      if (found == null)
        problems.error(
            folder + ", tensor " + spec.name(),
            "",
            "is missing (config.json asks for " + expected + ")",
            "add the tensor, or mend config.json");
      else if (!found.equals(expected))
        problems.error(
            folder + ", tensor " + spec.name(),
            found,
            "config.json asks for shape " + expected,
            "mend config.json, or use the weights that belong to it");
    }
    if (config.tied()) checkTiedHead(folder, layout, file, surplus, problems);
    surplus.forEach((name, shape) ->
        problems.error(
            folder + ", tensor " + name,
            shape,
            "is not part of a " + config.architecture().modelType() + " model of this config",
            "remove the tensor, or mend config.json"));
    problems.throwIfErrors(ExitCode.BAD_MODEL);
    var parameters = new LinkedHashMap<String, Tensor>();
    try {
      for (var spec : specs) parameters.put(spec.name(), copy(file, spec.name(), type));
      return new Transformer(config, layout, parameters);
    } catch (IOException | RuntimeException e) {
      parameters.values().forEach(Tensor::close);
      throw e;
    }
  }

  /** A tied model may store its head as well, if it equals the embedding. */
  private static void checkTiedHead(
      Path folder,
      Layout layout,
      Safetensors file,
      Map<String, String> surplus,
      Problems problems) {
    String head = layout.head() + ".weight";
    String embedding = layout.prefix() + layout.embedding() + ".weight";
    if (surplus.remove(head) == null || !file.names().contains(embedding)) return;
    if (file.bytes(head).mismatch(file.bytes(embedding)) != -1)
      problems.error(
          folder + ", tensor " + head,
          "",
          "differs from the embedding, and config.json ties them",
          "set tie_word_embeddings to false");
  }

  private static Tensor copy(Safetensors file, String name, Optional<DType> type)
      throws IOException {
    var stored = file.tensor(name);
    DType wanted = type.orElse(stored.type());
    if (!wanted.isFloating())
      throw ProblemsException.of(
          ExitCode.BAD_MODEL,
          "tensor " + name,
          wanted,
          "weights must be floating",
          "use floating-point weights");
    var copy = stored.type() == wanted ? stored.copy() : stored.to(wanted);
    stored.close();
    return copy.requiresGrad(true);
  }
}
