package org.penchant.align.lm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.penchant.align.lm.Architecture.Trait;
import org.penchant.align.lm.ModelConfig.Activation;
import org.penchant.align.lm.ModelConfig.Biases;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/** Turns the keys of config.json, which differ by architecture, into a {@link ModelConfig}. */
final class ConfigReader {
  private final ConfigFields fields;
  private final Architecture architecture;

  private ConfigReader(ConfigFields fields, Architecture architecture) {
    this.fields = fields;
    this.architecture = architecture;
  }

  static ModelConfig read(String text, String place) {
    ObjectNode json = ModelJson.parse(text, place);
    String type = json.path("model_type").asText();
    var architecture =
        Architecture.of(type)
            .orElseThrow(() ->
                bad(
                    place + ", model_type",
                    type,
                    "is not an architecture Penchant knows",
                    "use one of "
                        + Arrays.stream(Architecture.values())
                            .map(Architecture::modelType)
                            .collect(Collectors.joining(", "))));
    var problems = new Problems();
    var fields = new ConfigFields(json, place, problems);
    var config = new ConfigReader(fields, architecture).read(json);
    problems.throwIfErrors(ExitCode.BAD_MODEL);
    return config;
  }

  private static ProblemsException bad(String place, String value, String rule, String remedy) {
    return ProblemsException.of(ExitCode.BAD_MODEL, place, value, rule, remedy);
  }

  private ModelConfig read(ObjectNode json) {
    boolean gpt2 = architecture == Architecture.GPT2;
    boolean gemma = architecture.has(Trait.SCALED_EMBEDDING);
    int hidden = fields.size(gpt2 ? "n_embd" : "hidden_size");
    int heads = fields.size(gpt2 ? "n_head" : "num_attention_heads");
    int layers = fields.size(gpt2 ? "n_layer" : "num_hidden_layers");
    int kvHeads = gpt2 ? heads : fields.size("num_key_value_heads", heads);
    int defaultHead = gemma ? 256 : architecture == Architecture.QWEN3 ? 128 : hidden / heads;
    int headDim = gpt2 ? hidden / heads : fields.size("head_dim", defaultHead);
    int context = fields.size(gpt2 ? "n_positions" : "max_position_embeddings");
    if (heads % kvHeads != 0)
      fields.refuse("num_key_value_heads", "must divide num_attention_heads = " + heads);
    if (!json.has("head_dim") && defaultHead * heads != hidden && !gemma)
      fields.refuse("num_attention_heads", "must divide the hidden size " + hidden);
    fields.refuseIfPresent("quantization_config", "quantised weights are not supported");
    if (gpt2) refuseGpt2Variants();
    boolean layerNorm = architecture.has(Trait.LAYER_NORM);
    return new ModelConfig(
        architecture,
        fields.size("vocab_size"),
        hidden,
        gpt2 ? fields.size("n_inner", 4 * hidden) : fields.size("intermediate_size"),
        heads,
        kvHeads,
        headDim,
        context,
        new LayerReader(fields, architecture, layers, headDim).read(),
        fields.number(
            gpt2 ? "layer_norm_epsilon" : layerNorm ? "layer_norm_eps" : "rms_norm_eps",
            layerNorm ? 1e-5 : 1e-6),
        activation(gpt2, gemma),
        biases(),
        fields.flag("tie_word_embeddings", gpt2 || gemma || architecture == Architecture.SMOLLM3),
        architecture == Architecture.GPT_NEOX && fields.flag("use_parallel_residual", true),
        1 / Math.sqrt(scoreDims(headDim)),
        architecture == Architecture.GEMMA2 ? fields.cap("attn_logit_softcapping", 50) : 0,
        gemma
            ? fields.cap("final_logit_softcapping", architecture == Architecture.GEMMA2 ? 30 : 0)
            : 0,
        fields.number("initializer_range", 0.02),
        fields.ids("bos_token_id").stream().findFirst(),
        fields.ids("eos_token_id"),
        json);
  }

  private double scoreDims(int headDim) {
    return switch (architecture) {
      case GEMMA2, GEMMA3 -> fields.number("query_pre_attn_scalar", 256);
      default -> headDim;
    };
  }

  private Biases biases() {
    boolean attention = fields.flag("attention_bias", architecture == Architecture.GPT_NEOX);
    return switch (architecture) {
      case GPT2 -> new Biases(true, true, true);
      case GPT_NEOX -> new Biases(attention, attention, true);
      case QWEN2 -> new Biases(true, false, false);
      default -> new Biases(attention, attention, fields.flag("mlp_bias", false));
    };
  }

  private Activation activation(boolean gpt2, boolean gemma) {
    String key = gpt2 ? "activation_function" : "hidden_act";
    // Early Gemma configs say gelu in hidden_act and mean the tanh form, which hidden_activation
    // says.
    if (gemma) key = "hidden_activation";
    String name =
        fields.text(
            key,
            gemma
                ? "gelu_pytorch_tanh"
                : gpt2 ? "gelu_new" : architecture == Architecture.GPT_NEOX ? "gelu" : "silu");
    switch (name) {
      case "silu", "swish":
        return Activation.SILU;
      case "gelu":
        return Activation.GELU;
      case "gelu_new", "gelu_pytorch_tanh", "gelu_fast":
        return Activation.GELU_TANH;
      case "relu":
        return Activation.RELU;
      default:
        fields.refuse(key, "is not one of silu, gelu, gelu_new, gelu_pytorch_tanh, relu");
        return Activation.SILU;
    }
  }

  private void refuseGpt2Variants() {
    fields.refuseUnless("scale_attn_weights", true);
    fields.refuseUnless("scale_attn_by_inverse_layer_idx", false);
    fields.refuseUnless("add_cross_attention", false);
  }
}
