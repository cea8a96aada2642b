package org.penchant.align.train;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.align.lm.ModelConfig;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.lm.Transformer;
import org.penchant.core.random.Seeds;

/** A model of two layers and rows of random tokens. */
final class Tiny {
  static final int VOCABULARY = 32;

  private Tiny() {}

  static Transformer model(long seed) {
    return Transformer.random(
        ModelConfig.parse(
            """
            {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 16,
             "intermediate_size": 24, "num_hidden_layers": 2, "num_attention_heads": 2,
             "num_key_value_heads": 1, "vocab_size": 32, "max_position_embeddings": 64,
             "rms_norm_eps": 1e-5, "tie_word_embeddings": true, "hidden_act": "silu",
             "initializer_range": 0.2}
            """,
            "tiny"),
        new Seeds(seed));
  }

  static List<Example> pairs(RandomGenerator random, int n) {
    var rows = new ArrayList<Example>();
    for (int i = 0; i < n; i++) {
      int[] prompt = ids(random, 1 + random.nextInt(6));
      rows.add(
          Example.pair(
              sequence(prompt, ids(random, 1 + random.nextInt(5))),
              sequence(prompt, ids(random, 1 + random.nextInt(5))),
              "row " + i));
    }
    return rows;
  }

  private static TokenSequence sequence(int[] prompt, int[] response) {
    int[] all = java.util.Arrays.copyOf(prompt, prompt.length + response.length);
    System.arraycopy(response, 0, all, prompt.length, response.length);
    return TokenSequence.trainingFrom(all, prompt.length);
  }

  private static int[] ids(RandomGenerator random, int n) {
    return random.ints(n, 0, VOCABULARY).toArray();
  }
}
