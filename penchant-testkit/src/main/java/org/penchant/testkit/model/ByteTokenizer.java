package org.penchant.testkit.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A tokenizer in Hugging Face's files with one token for every byte and, behind them, special
 * tokens: byte b has id b, the i-th special token id 256 + i.
 *
 * @param special texts of the special tokens; the first two begin and end sequences
 * @param addBos whether texts begin with the first of them
 */
public record ByteTokenizer(List<String> special, boolean addBos) {
  public ByteTokenizer {
    special = List.copyOf(special);
  }

  /** Beginning, end, and the marks of common chat templates. */
  public static ByteTokenizer chat() {
    return new ByteTokenizer(
        List.of(
            "<s>",
            "</s>",
            "<|im_start|>",
            "<|im_end|>",
            "<|start_header_id|>",
            "<|end_header_id|>",
            "<|eot_id|>",
            "<start_of_turn>",
            "<end_of_turn>"),
        true);
  }

  public int size() {
    return 256 + special.size();
  }

  /**
   * Writes tokenizer.json and tokenizer_config.json.
   *
   * @param template the chat template; none if empty
   */
  public void write(Path folder, String template) throws IOException {
    Files.createDirectories(folder);
    var vocabulary = new StringBuilder();
    for (int b = 0; b < 256; b++)
      vocabulary
          .append(b == 0 ? "" : ", ")
          .append(quoted(Character.toString(symbol(b))))
          .append(": ")
          .append(b);
    var added = new StringBuilder();
    for (int i = 0; i < special.size(); i++)
      added
          .append(i == 0 ? "" : ", ")
          .append(
              String.format(
                  Locale.ROOT,
                  "{\"id\": %d, \"content\": %s, \"single_word\": false, \"lstrip\": false,"
                      + " \"rstrip\": false, \"normalized\": false, \"special\": true}",
                  256 + i,
                  quoted(special.get(i))));
    save(
        folder.resolve("tokenizer.json"),
        "{\"version\": \"1.0\", \"added_tokens\": ["
            + added
            + "], \"normalizer\": null,"
            + " \"pre_tokenizer\": {\"type\": \"ByteLevel\", \"add_prefix_space\": false,"
            + " \"trim_offsets\": false, \"use_regex\": false}, \"post_processor\": null,"
            + " \"decoder\": {\"type\": \"ByteLevel\", \"add_prefix_space\": false,"
            + " \"trim_offsets\": false, \"use_regex\": false}, \"model\": {\"type\": \"BPE\","
            + " \"vocab\": {"
            + vocabulary
            + "}, \"merges\": []}}");
    save(
        folder.resolve("tokenizer_config.json"),
        "{\"bos_token\": "
            + quoted(special.get(0))
            + ", \"eos_token\": "
            + quoted(special.get(1))
            + ", \"add_bos_token\": "
            + addBos
            + (template.isEmpty() ? "" : ", \"chat_template\": " + quoted(template))
            + "}");
  }

  /** The printable character that stands for a byte in byte-level vocabularies. */
  private static int symbol(int b) {
    if (printable(b)) return b;
    int hidden = 0;
    for (int other = 0; other < b; other++) if (!printable(other)) hidden++;
    return 256 + hidden;
  }

  private static boolean printable(int b) {
    return (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static void save(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
