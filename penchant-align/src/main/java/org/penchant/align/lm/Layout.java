package org.penchant.align.lm;

/**
 * How a family of model folders names its tensors. Names of a layer's parts follow {@code
 * layer.i.}; an empty name is a part the family does not have.
 *
 * @param prefix what the base model's names begin with; some folders leave it out
 * @param attention how the query, key and value weights are stored
 * @param transposed whether matrices are stored [in, out]
 */
record Layout(
    String prefix,
    String embedding,
    String positions,
    String layer,
    String attentionNorm,
    AttentionNames attention,
    boolean transposed,
    String mlpNorm,
    String gate,
    String up,
    String down,
    String finalNorm,
    String head) {

  /** Names of the attention's parts: three matrices, or one that holds all. */
  record AttentionNames(Fusion fusion, String q, String k, String v, String out) {
    static AttentionNames separate(String q, String k, String v, String out) {
      return new AttentionNames(Fusion.NONE, q, k, v, out);
    }
  }

  /** In which order a fused matrix holds the rows of query, key and value. */
  enum Fusion {
    NONE,
    /** All of the query, all of the key, all of the value. */
    BLOCKS,
    /** Query, key and value of head 0, of head 1, and so on. */
    PER_HEAD
  }

  static final String ATTENTION_POST_NORM = "post_attention_layernorm";
  static final String MLP_POST_NORM = "post_feedforward_layernorm";
  static final String Q_NORM = "self_attn.q_norm";
  static final String K_NORM = "self_attn.k_norm";

  static Layout llama() {
    return new Layout(
        "model.",
        "embed_tokens",
        "",
        "layers",
        "input_layernorm",
        AttentionNames.separate(
            "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj"),
        false,
        "post_attention_layernorm",
        "mlp.gate_proj",
        "mlp.up_proj",
        "mlp.down_proj",
        "norm",
        "lm_head");
  }

  /** Llama's names with norms around attention and MLP, as Gemma 2 has them. */
  static Layout sandwich() {
    var l = llama();
    return new Layout(
        l.prefix,
        l.embedding,
        "",
        l.layer,
        l.attentionNorm,
        l.attention,
        false,
        "pre_feedforward_layernorm",
        l.gate,
        l.up,
        l.down,
        l.finalNorm,
        l.head);
  }

  static Layout gpt2() {
    return new Layout(
        "transformer.",
        "wte",
        "wpe",
        "h",
        "ln_1",
        new AttentionNames(Fusion.BLOCKS, "attn.c_attn", "", "", "attn.c_proj"),
        true,
        "ln_2",
        "",
        "mlp.c_fc",
        "mlp.c_proj",
        "ln_f",
        "lm_head");
  }

  static Layout neox() {
    return new Layout(
        "gpt_neox.",
        "embed_in",
        "",
        "layers",
        "input_layernorm",
        new AttentionNames(Fusion.PER_HEAD, "attention.query_key_value", "", "", "attention.dense"),
        false,
        "post_attention_layernorm",
        "",
        "mlp.dense_h_to_4h",
        "mlp.dense_4h_to_h",
        "final_layer_norm",
        "embed_out");
  }

  Layout withoutPrefix() {
    return new Layout(
        "",
        embedding,
        positions,
        layer,
        attentionNorm,
        attention,
        transposed,
        mlpNorm,
        gate,
        up,
        down,
        finalNorm,
        head);
  }

  /** Full name of layer {@code i}'s part. */
  String inLayer(int i, String part) {
    return prefix + layer + "." + i + "." + part;
  }

  /** Whether a tensor is a buffer that older folders store and that follows from the config. */
  static boolean isDerivedBuffer(String name) {
    return name.endsWith(".attn.bias")
        || name.endsWith(".attn.masked_bias")
        || name.endsWith(".attention.bias")
        || name.endsWith(".attention.masked_bias")
        || name.endsWith("rotary_emb.inv_freq");
  }
}
