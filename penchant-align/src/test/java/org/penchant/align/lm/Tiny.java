package org.penchant.align.lm;

import java.util.stream.Stream;
import org.penchant.core.random.Seeds;

/** Configs of tiny models, one or more for every architecture. */
enum Tiny {
  LLAMA("llama", "\"num_key_value_heads\": 2, \"attention_bias\": true, \"mlp_bias\": true"),
  LLAMA3(
      "llama",
      "\"num_key_value_heads\": 1, \"rope_scaling\": {\"rope_type\": \"llama3\", \"factor\": 8,"
          + " \"low_freq_factor\": 1, \"high_freq_factor\": 4,"
          + " \"original_max_position_embeddings\": 16}"),
  LLAMA_LINEAR("llama", "\"rope_scaling\": {\"type\": \"linear\", \"factor\": 4}"),
  SMOLLM3("smollm3", "\"num_key_value_heads\": 2, \"no_rope_layers\": [1, 0, 1]"),
  MISTRAL("mistral", "\"num_key_value_heads\": 2, \"sliding_window\": 4, \"head_dim\": 6"),
  QWEN2(
      "qwen2",
      "\"num_key_value_heads\": 2, \"use_sliding_window\": true, \"sliding_window\": 3,"
          + " \"max_window_layers\": 2, \"rope_theta\": 1000000"),
  QWEN3("qwen3", "\"num_key_value_heads\": 2, \"head_dim\": 6"),
  GEMMA("gemma", "\"num_key_value_heads\": 1, \"head_dim\": 6"),
  GEMMA2(
      "gemma2",
      "\"num_key_value_heads\": 2, \"head_dim\": 6, \"sliding_window\": 3,"
          + " \"query_pre_attn_scalar\": 10, \"attn_logit_softcapping\": 0.7,"
          + " \"final_logit_softcapping\": 0.9"),
  GEMMA3(
      "gemma3_text",
      "\"num_key_value_heads\": 2, \"head_dim\": 6, \"sliding_window\": 3,"
          + " \"query_pre_attn_scalar\": 10, \"sliding_window_pattern\": 2,"
          + " \"rope_local_base_freq\": 100, \"rope_theta\": 5000,"
          + " \"rope_scaling\": {\"rope_type\": \"linear\", \"factor\": 8}"),
  GPT2("gpt2", ""),
  NEOX("gpt_neox", "\"rotary_pct\": 0.5, \"use_parallel_residual\": true"),
  NEOX_SEQUENTIAL("gpt_neox", "\"rotary_pct\": 1.0, \"use_parallel_residual\": false");

  static final int VOCABULARY = 29;

  private final String type;
  private final String extra;

  Tiny(String type, String extra) {
    this.type = type;
    this.extra = extra;
  }

  String json() {
    String sizes =
        type.equals("gpt2")
            ? "\"n_embd\": 16, \"n_head\": 4, \"n_layer\": 3, \"n_positions\": 32"
            : "\"hidden_size\": 16, \"num_attention_heads\": 4, \"num_hidden_layers\": 3,"
                + " \"max_position_embeddings\": 32, \"intermediate_size\": 20";
    // A large spread of weights makes every part of the arithmetic matter.
    return "{\"model_type\": \""
        + type
        + "\", \"vocab_size\": "
        + VOCABULARY
        + ", \"initializer_range\": 0.3, \"bos_token_id\": 1, \"eos_token_id\": 2, "
        + sizes
        + (extra.isEmpty() ? "" : ", ")
        + extra
        + "}";
  }

  ModelConfig config() {
    return ModelConfig.parse(json(), "tiny " + this);
  }

  /** A model whose norms and biases are random too. */
  Transformer model(long seed) {
    var model = Transformer.random(config(), new Seeds(seed));
    var random = new Seeds(seed).stream("test/vectors");
    try (var _ = org.penchant.torch.tensor.GradMode.disabled();
        var scope = org.penchant.torch.tensor.TensorScope.open()) {
      for (var parameter : model.parameters().values())
        if (parameter.dims() == 1) {
          float[] noise = new float[(int) parameter.elements()];
          for (int i = 0; i < noise.length; i++) noise[i] = (float) (0.3 * random.nextGaussian());
          parameter.addInPlace(org.penchant.torch.tensor.Tensor.of(noise));
        }
    }
    return model;
  }

  static Stream<Tiny> all() {
    return Stream.of(values());
  }
}
