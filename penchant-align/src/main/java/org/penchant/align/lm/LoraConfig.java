package org.penchant.align.lm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/**
 * A low-rank adapter's settings, adapter_config.json in PEFT's layout.
 *
 * @param rank r, rows of A and columns of B
 * @param alpha the update is scaled by alpha / r
 * @param rankStabilised whether it is scaled by alpha / sqrt(r) instead
 * @param targets the modules adapted: ends of their names, a regular expression that matches whole
 *     names, or {@value #ALL_LINEAR}
 * @param dropout of the adapter's input while PEFT trained it; Penchant trains without
 * @param base the base model, as the adapter's user shall find it
 */
public record LoraConfig(
    int rank, double alpha, boolean rankStabilised, Targets targets, double dropout, String base) {
  static final String FILE = "adapter_config.json";

  /** Keys that make an adapter another kind of adapter when they are set. */
  private static final List<String> VARIANTS =
      List.of(
          "use_dora",
          "use_qalora",
          "use_bdlora",
          "lora_bias",
          "modules_to_save",
          "rank_pattern",
          "alpha_pattern",
          "layers_to_transform",
          "layer_replication",
          "exclude_modules",
          "target_parameters",
          "trainable_token_indices",
          "alora_invocation_tokens");

  /** PEFT's word for every linear map but the output head. */
  public static final String ALL_LINEAR = "all-linear";

  /** Which modules are adapted. */
  public sealed interface Targets {
    boolean match(String module);
  }

  /** Modules whose name is, or ends in a dot and, one of these. */
  public record Ends(List<String> names) implements Targets {
    public Ends {
      names = List.copyOf(names);
    }

    @Override
    public boolean match(String module) {
      return names.stream().anyMatch(n -> module.equals(n) || module.endsWith("." + n));
    }
  }

  /** Modules whose whole name matches. */
  public record Regex(String expression) implements Targets {
    @Override
    public boolean match(String module) {
      return Pattern.matches(expression, module);
    }
  }

  /** Every linear map but the output head. */
  public record AllLinear() implements Targets {
    @Override
    public boolean match(String module) {
      return true;
    }
  }

  public LoraConfig {
    if (rank < 1) throw new IllegalArgumentException("rank = " + rank + ", must be at least 1");
  }

  /** All linear maps, alpha twice the rank. */
  public static LoraConfig of(int rank) {
    return new LoraConfig(rank, 2.0 * rank, false, new AllLinear(), 0, "");
  }

  public LoraConfig withAlpha(double value) {
    return new LoraConfig(rank, value, rankStabilised, targets, dropout, base);
  }

  public LoraConfig withRankStabilised(boolean value) {
    return new LoraConfig(rank, alpha, value, targets, dropout, base);
  }

  public LoraConfig withTargets(Targets value) {
    return new LoraConfig(rank, alpha, rankStabilised, value, dropout, base);
  }

  public LoraConfig withBase(String value) {
    return new LoraConfig(rank, alpha, rankStabilised, targets, dropout, value);
  }

  /** The factor of B A. */
  public double scale() {
    return alpha / (rankStabilised ? Math.sqrt(rank) : rank);
  }

  /**
   * Reads a folder's adapter_config.json.
   *
   * @throws ProblemsException naming every setting that is not supported
   */
  public static LoraConfig read(Path folder) throws IOException {
    Path file =
        ModelJson.required(folder, FILE, "name a folder that PEFT or Penchant saved an adapter in");
    var json = ModelJson.read(file);
    var problems = new Problems();
    refuse(problems, file, json, "peft_type", !json.path("peft_type").asText().equals("LORA"));
    refuse(problems, file, json, "r", json.path("r").asInt() < 1);
    refuse(problems, file, json, "lora_alpha", !json.path("lora_alpha").isNumber());
    refuse(problems, file, json, "bias", !json.path("bias").asText("none").equals("none"));
    for (String key : VARIANTS) {
      JsonNode value = json.path(key);
      boolean unused =
          value.isMissingNode()
              || value.isNull()
              || (value.isContainerNode() ? value.isEmpty() : !value.asBoolean(true));
      refuse(problems, file, json, key, !unused);
    }
    var targets = targets(json.path("target_modules"), file, problems);
    problems.throwIfErrors(ExitCode.BAD_MODEL);
    return new LoraConfig(
        json.path("r").asInt(),
        json.path("lora_alpha").asDouble(),
        json.path("use_rslora").asBoolean(),
        targets,
        json.path("lora_dropout").asDouble(),
        json.path("base_model_name_or_path").asText(""));
  }

  private static void refuse(
      Problems problems, Path file, JsonNode json, String key, boolean wrong) {
    if (wrong)
      problems.error(
          file + ", " + key,
          json.path(key),
          "is not supported",
          "use a plain LoRA adapter, or merge this one where it was made");
  }

  private static Targets targets(JsonNode node, Path file, Problems problems) {
    if (node.isTextual() && node.asText().equals(ALL_LINEAR)) return new AllLinear();
    if (node.isTextual()) {
      try {
        Pattern.compile(node.asText());
      } catch (PatternSyntaxException e) {
        problems.error(
            file + ", target_modules", node, "is not a regular expression", "list the modules");
      }
      return new Regex(node.asText());
    }
    var names = new ArrayList<String>();
    node.forEach(name -> names.add(name.asText()));
    if (names.isEmpty())
      problems.error(file + ", target_modules", node, "names no module", "list the modules");
    return new Ends(names);
  }

  /** The file's text. */
  String toJson(boolean transposedWeights) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("peft_type", "LORA");
    json.put("task_type", "CAUSAL_LM");
    if (base.isEmpty()) json.putNull("base_model_name_or_path");
    else json.put("base_model_name_or_path", base);
    json.put("inference_mode", true);
    json.put("r", rank);
    json.put("lora_alpha", alpha);
    json.put("lora_dropout", dropout);
    json.put("use_rslora", rankStabilised);
    json.put("fan_in_fan_out", transposedWeights);
    json.put("bias", "none");
    switch (targets) {
      case Ends ends -> ends.names().forEach(json.putArray("target_modules")::add);
      case Regex regex -> json.put("target_modules", regex.expression());
      case AllLinear _ -> json.put("target_modules", ALL_LINEAR);
    }
    return json.toPrettyString() + "\n";
  }
}
