package org.penchant.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.penchant.align.lm.ModelConfig;
import org.penchant.align.lm.ModelFolder;
import org.penchant.align.lm.Transformer;
import org.penchant.core.random.Seeds;
import org.penchant.testkit.model.ByteTokenizer;

/** A model folder of random weights that reads bytes, made on the spot. */
final class TinyChat {
  static final String TEMPLATE =
      "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
          + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

  private TinyChat() {}

  /** Writes a folder under {@code parent} and returns it. */
  static Path write(Path parent, String name, String template, long seed) throws IOException {
    return write(parent, name, template, seed, 16, 2, 128);
  }

  static Path write(
      Path parent, String name, String template, long seed, int hidden, int layers, int context)
      throws IOException {
    Path tokenizer = parent.resolve(name + "-tokenizer");
    ByteTokenizer.chat().write(tokenizer, template);
    String json =
        "{\"model_type\": \"llama\", \"vocab_size\": "
            + ByteTokenizer.chat().size()
            + ", \"hidden_size\": "
            + hidden
            + ", \"intermediate_size\": "
            + 3 * hidden
            + ", \"num_attention_heads\": 4, \"num_key_value_heads\": 2, \"num_hidden_layers\": "
            + layers
            + ", \"max_position_embeddings\": "
            + context
            + ", \"initializer_range\": 0.2, \"bos_token_id\": 256, \"eos_token_id\": 257}";
    try (var model = Transformer.random(ModelConfig.parse(json, name), new Seeds(seed))) {
      ModelFolder.save(parent.resolve(name), model, Optional.of(tokenizer));
    }
    return parent.resolve(name);
  }

  static Path data(Path parent, String name, String... lines) throws IOException {
    Path file = parent.resolve(name);
    Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    return file;
  }
}
