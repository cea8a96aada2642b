package org.penchant.align.lm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which text each token id stands for, as tokenizer.json has it. */
final class Vocabulary {
  private static final String FILE = "tokenizer.json";

  private Vocabulary() {}

  /** The first way in which the vocabularies of two model folders differ. */
  static Optional<String> difference(Path one, Path other) throws IOException {
    var ours = read(one);
    var theirs = read(other);
    for (var token : ours.entrySet())
      if (!token.getValue().equals(theirs.get(token.getKey())))
        return Optional.of(
            "token "
                + token.getKey()
                + " is '"
                + theirs.getOrDefault(token.getKey(), "nothing")
                + "', the policy's is '"
                + token.getValue()
                + "'");
    for (var token : theirs.entrySet())
      if (!ours.containsKey(token.getKey()))
        return Optional.of(
            "token " + token.getKey() + " is '" + token.getValue() + "', the policy has none");
    return Optional.empty();
  }

  private static Map<Integer, String> read(Path folder) throws IOException {
    Path file = ModelJson.required(folder, FILE, "teachers and policy are compared by it");
    JsonNode json = ModelJson.readIfPresent(file);
    var tokens = new TreeMap<Integer, String>();
    JsonNode vocabulary = json.path("model").path("vocab");
    // An object of ids, or, for unigrams, an array of tokens with their scores.
    if (vocabulary.isObject())
      vocabulary.properties().forEach(e -> tokens.put(e.getValue().asInt(), e.getKey()));
    else
      for (int id = 0; id < vocabulary.size(); id++)
        tokens.put(id, vocabulary.get(id).path(0).asText());
    json.path("added_tokens")
        .forEach(added -> tokens.put(added.path("id").asInt(), added.path("content").asText()));
    return tokens;
  }
}
