package org.penchant.align.lm;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * A model folder's tokenizer.json.
 *
 * <p>It never adds a special token of its own: {@link #bos()} and {@link #eos()} say which there
 * are, and who builds a sequence adds them. A special token's literal text is recognised.
 */
public final class Tokenizer implements AutoCloseable {
  static final String FILE = "tokenizer.json";
  static final String CONFIG = "tokenizer_config.json";

  private final HuggingFaceTokenizer tokenizer;
  private final Map<String, Integer> added;
  private final Set<String> special;
  private final OptionalInt bos;
  private final OptionalInt eos;

  private Tokenizer(
      HuggingFaceTokenizer tokenizer,
      Map<String, Integer> added,
      Set<String> special,
      OptionalInt bos,
      OptionalInt eos) {
    this.tokenizer = tokenizer;
    this.added = added;
    this.special = Set.copyOf(special);
    this.bos = bos;
    this.eos = eos;
  }

  /**
   * Tokens of a text.
   *
   * @param ids token ids
   * @param starts where each token's characters start, as UTF-16 indices into the text
   * @param ends where they end; bytes of one character share its range
   */
  public record Encoded(int[] ids, int[] starts, int[] ends) {}

  /**
   * Loads a folder's tokenizer, without a network.
   *
   * @throws ProblemsException if there is none or it cannot be read
   */
  public static Tokenizer load(Path folder) throws IOException {
    Path file =
        ModelJson.required(folder, FILE, "save the tokenizer in its fast form, which writes one");
    // The library would otherwise report its use over the network.
    if (System.getProperty("ai.djl.offline") == null) System.setProperty("ai.djl.offline", "true");
    JsonNode root = ModelJson.read(file);
    var added = new LinkedHashMap<String, Integer>();
    var special = new TreeSet<String>();
    for (var token : root.path("added_tokens")) {
      added.put(token.path("content").asText(), token.path("id").asInt());
      if (token.path("special").asBoolean()) special.add(token.path("content").asText());
    }
    JsonNode config = ModelJson.readIfPresent(folder.resolve(CONFIG));
    HuggingFaceTokenizer tokenizer;
    try {
      tokenizer =
          HuggingFaceTokenizer.newInstance(
              file, Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
    } catch (RuntimeException e) {
      throw ProblemsException.of(
          ExitCode.BAD_MODEL,
          file.toString(),
          String.valueOf(e.getMessage()),
          "is not a tokenizer this library reads",
          "restore the file");
    }
    return new Tokenizer(
        tokenizer, added, special, bos(tokenizer, config, added), eos(config, added, folder));
  }

  /** What tokenizer_config.json says of it, else what the tokenizer puts before a text. */
  private static OptionalInt bos(
      HuggingFaceTokenizer tokenizer, JsonNode config, Map<String, Integer> added) {
    if (config.has("add_bos_token"))
      return config.path("add_bos_token").asBoolean()
          ? named(config, "bos_token", added)
          : OptionalInt.empty();
    long[] with = tokenizer.encode("a", true, false).getIds();
    long[] without = tokenizer.encode("a", false, false).getIds();
    boolean first = with.length > without.length && with[0] != without[0];
    return first ? OptionalInt.of((int) with[0]) : OptionalInt.empty();
  }

  /** What tokenizer_config.json names, else the first id of the model's config.json. */
  private static OptionalInt eos(JsonNode config, Map<String, Integer> added, Path folder)
      throws IOException {
    var named = named(config, "eos_token", added);
    if (named.isPresent()) return named;
    JsonNode id = ModelJson.readIfPresent(folder.resolve(ModelFolder.CONFIG)).path("eos_token_id");
    if (id.isArray()) id = id.path(0);
    return id.isInt() ? OptionalInt.of(id.asInt()) : OptionalInt.empty();
  }

  private static OptionalInt named(JsonNode config, String key, Map<String, Integer> added) {
    JsonNode value = config.path(key);
    String text = value.isObject() ? value.path("content").asText() : value.asText();
    Integer id = added.get(text);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** The token that begins every sequence, if this tokenizer has its sequences begin with one. */
  public OptionalInt bos() {
    return bos;
  }

  /** The token that ends a sequence. */
  public OptionalInt eos() {
    return eos;
  }

  /** Id of a special or added token by its text. */
  public Optional<Integer> added(String token) {
    return Optional.ofNullable(added.get(token));
  }

  /** Texts of the tokens that are marks, not text. */
  public Set<String> specialTokens() {
    return special;
  }

  /** Tokens of a text, without any that the text does not hold. */
  public Encoded encode(String text) {
    var encoding = tokenizer.encode(text, false, false);
    long[] ids = encoding.getIds();
    CharSpan[] spans = encoding.getCharTokenSpans();
    int[] starts = new int[ids.length];
    int[] ends = new int[ids.length];
    var offsets = new Utf16Offsets(text);
    for (int i = 0; i < ids.length; i++) {
      // A token without characters of its own stands where the last one ended.
      int previous = i == 0 ? 0 : ends[i - 1];
      starts[i] = spans[i] == null ? previous : offsets.of(spans[i].getStart());
      ends[i] = spans[i] == null ? previous : offsets.of(spans[i].getEnd());
    }
    return new Encoded(Arrays.stream(ids).mapToInt(Math::toIntExact).toArray(), starts, ends);
  }

  /** The text of tokens; bytes that form no character yet show as U+FFFD. */
  public String decode(int[] ids, boolean withSpecialTokens) {
    return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), !withSpecialTokens);
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  /** Turns offsets in code points into indices of a Java string. */
  private static final class Utf16Offsets {
    private final String text;
    private int codePoints;
    private int chars;

    Utf16Offsets(String text) {
      this.text = text;
    }

    int of(int target) {
      if (target < codePoints) {
        codePoints = 0;
        chars = 0;
      }
      chars = text.offsetByCodePoints(chars, target - codePoints);
      codePoints = target;
      return chars;
    }
  }
}
