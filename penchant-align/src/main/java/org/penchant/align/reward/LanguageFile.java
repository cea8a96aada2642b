package org.penchant.align.reward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.penchant.align.reward.tool.TraceLoss;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * What a reward model's folder says of what its model was taught to write: {@code language.json}. A
 * folder without it reads prompt and response by its template and writes nothing.
 *
 * @param weight of the language-model term; 0 if nothing was taught
 * @param traces what of traces was taught, if the model reads them
 */
public record LanguageFile(double weight, Optional<TraceLoss> traces) {
  private static final String NAME = "language.json";

  /** The model reads its template's text and was taught nothing. */
  public static final LanguageFile NONE = new LanguageFile(0, Optional.empty());

  private record Written(double weight, JsonNode traces) {}

  /** Writes it into a folder; nothing where there is nothing to say. */
  public void write(Path folder) throws IOException {
    if (equals(NONE)) return;
    var node = traces.map(Codec::write).orElse(NullNode.getInstance());
    AtomicFiles.write(folder.resolve(NAME), Json.pretty(new Written(weight, node)));
  }

  /**
   * Reads it.
   *
   * @throws ProblemsException if it is of another form
   */
  public static LanguageFile read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) return NONE;
    try {
      var found = Json.mapper().readValue(Files.readString(file), Written.class);
      return new LanguageFile(
          found.weight(),
          found.traces().isNull()
              ? Optional.empty()
              : Optional.of(Codec.read(found.traces(), TraceLoss.class)));
    } catch (JsonProcessingException | Codec.CodecException | IllegalArgumentException damaged) {
      throw ProblemsException.of(
          ExitCode.BAD_MODEL,
          file.toString(),
          "",
          "does not say what the model was taught to write",
          "restore it, or train again");
    }
  }
}
