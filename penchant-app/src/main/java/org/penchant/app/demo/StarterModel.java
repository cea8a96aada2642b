package org.penchant.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.ModelConfig;
import org.penchant.align.lm.ModelFolder;
import org.penchant.align.lm.Transformer;
import org.penchant.core.io.Json;
import org.penchant.core.random.Seeds;

/** A folder with a small Llama of random weights and a tokenizer of whole words. */
final class StarterModel {
  private static final String SPACE = "\u2581";

  private StarterModel() {}

  static void write(Path folder, List<String> words, Seeds seeds) throws IOException {
    var vocabulary = new LinkedHashMap<String, Integer>();
    for (String special : List.of("<unk>", "<s>", "</s>"))
      vocabulary.put(special, vocabulary.size());
    for (String word : words) vocabulary.put(SPACE + word, vocabulary.size());
    Path parts = Files.createTempDirectory("starter-model");
    Files.writeString(parts.resolve("tokenizer.json"), Json.pretty(tokenizer(vocabulary)));
    Files.writeString(
        parts.resolve("tokenizer_config.json"),
        Json.pretty(
            Map.of(
                "tokenizer_class", "PreTrainedTokenizerFast",
                "bos_token", "<s>",
                "eos_token", "</s>",
                "unk_token", "<unk>")));
    var config =
        ModelConfig.parse(
            """
            {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 64,
             "intermediate_size": 172, "num_hidden_layers": 3, "num_attention_heads": 4,
             "num_key_value_heads": 2, "vocab_size": %d, "max_position_embeddings": 128,
             "rms_norm_eps": 1e-5, "hidden_act": "silu", "tie_word_embeddings": true,
             "initializer_range": 0.05, "bos_token_id": 1, "eos_token_id": 2}
            """
                .replace("%d", String.valueOf(vocabulary.size())),
            "the demo's config.json");
    try (var model = Transformer.random(config, seeds)) {
      ModelFolder.save(folder, model, Optional.of(parts));
    } finally {
      for (String file : List.of("tokenizer.json", "tokenizer_config.json"))
        Files.deleteIfExists(parts.resolve(file));
      Files.deleteIfExists(parts);
    }
  }

  private static Map<String, Object> tokenizer(Map<String, Integer> vocabulary) {
    var tokenizer = new LinkedHashMap<String, Object>();
    tokenizer.put("version", "1.0");
    tokenizer.put(
        "added_tokens", List.of(special(0, "<unk>"), special(1, "<s>"), special(2, "</s>")));
    var metaspace =
        Map.of(
            "type", "Metaspace", "replacement", SPACE, "prepend_scheme", "always", "split", true);
    tokenizer.put("pre_tokenizer", metaspace);
    tokenizer.put("decoder", metaspace);
    tokenizer.put("model", Map.of("type", "WordLevel", "vocab", vocabulary, "unk_token", "<unk>"));
    return tokenizer;
  }

  private static Map<String, Object> special(int id, String content) {
    return Map.of(
        "id",
        id,
        "content",
        content,
        "special",
        true,
        "single_word",
        false,
        "lstrip",
        false,
        "rstrip",
        false,
        "normalized",
        false);
  }
}
