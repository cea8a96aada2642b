package org.penchant.align.lm;

import static org.penchant.align.lm.Architecture.Trait.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The architectures: a row each, of the names of its tensors and the traits of its arithmetic. */
public enum Architecture {
  LLAMA("llama", "LlamaForCausalLM", Layout.llama(), GATED),
  SMOLLM3("smollm3", "SmolLM3ForCausalLM", Layout.llama(), GATED),
  MISTRAL("mistral", "MistralForCausalLM", Layout.llama(), GATED),
  QWEN2("qwen2", "Qwen2ForCausalLM", Layout.llama(), GATED),
  QWEN3("qwen3", "Qwen3ForCausalLM", Layout.llama(), GATED, QK_NORM),
  GEMMA("gemma", "GemmaForCausalLM", Layout.llama(), GATED, ONE_PLUS_NORM, SCALED_EMBEDDING),
  GEMMA2(
      "gemma2",
      "Gemma2ForCausalLM",
      Layout.sandwich(),
      GATED,
      ONE_PLUS_NORM,
      SCALED_EMBEDDING,
      SANDWICH_NORMS),
  GEMMA3(
      "gemma3_text",
      "Gemma3ForCausalLM",
      Layout.sandwich(),
      GATED,
      ONE_PLUS_NORM,
      SCALED_EMBEDDING,
      SANDWICH_NORMS,
      QK_NORM),
  GPT2("gpt2", "GPT2LMHeadModel", Layout.gpt2(), LAYER_NORM, LEARNED_POSITIONS),
  GPT_NEOX("gpt_neox", "GPTNeoXForCausalLM", Layout.neox(), LAYER_NORM);

  /** What sets an architecture apart beside the numbers of its config. */
  public enum Trait {
    /** MLP down(act(gate x) * up x) rather than down(act(up x)). */
    GATED,
    /** Norms subtract the mean and have a bias, rather than RMS norms. */
    LAYER_NORM,
    /** Norm weights are stored as their difference from 1. */
    ONE_PLUS_NORM,
    /** Norms behind attention and MLP as well as before. */
    SANDWICH_NORMS,
    /** RMS norms over every query and key head. */
    QK_NORM,
    /** A learned vector per position is added to the embedding; nothing rotates. */
    LEARNED_POSITIONS,
    /** Embeddings are multiplied by the square root of their size. */
    SCALED_EMBEDDING
  }

  private final String modelType;
  private final String className;
  private final Layout layout;
  private final Set<Trait> traits;

  Architecture(String modelType, String className, Layout layout, Trait... traits) {
    this.modelType = modelType;
    this.className = className;
    this.layout = layout;
    var set = EnumSet.noneOf(Trait.class);
    set.addAll(Arrays.asList(traits));
    this.traits = set;
  }

  /** What {@code model_type} in config.json says. */
  public String modelType() {
    return modelType;
  }

  /** What {@code architectures} in config.json says. */
  public String className() {
    return className;
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  Layout layout() {
    return layout;
  }

  static Optional<Architecture> of(String modelType) {
    return Arrays.stream(values()).filter(a -> a.modelType.equals(modelType)).findFirst();
  }
}
