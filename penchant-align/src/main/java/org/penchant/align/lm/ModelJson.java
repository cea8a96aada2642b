package org.penchant.align.lm;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/** The JSON files of a model folder. */
final class ModelJson {
  private ModelJson() {}

  /**
   * A file of a folder.
   *
   * @throws ProblemsException with this remedy if it is not there
   */
  static Path required(Path folder, String name, String remedy) {
    Path file = folder.resolve(name);
    if (!Files.exists(file))
      throw ProblemsException.of(
          ExitCode.BAD_MODEL, folder.toString(), "", "has no " + name, remedy);
    return file;
  }

  /**
   * Reads a file that holds an object.
   *
   * @throws ProblemsException if it does not
   */
  static ObjectNode read(Path file) throws IOException {
    return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
  }

  /** Reads a file that holds an object, or gives an empty one where there is no file. */
  static ObjectNode readIfPresent(Path file) throws IOException {
    return Files.exists(file) ? read(file) : new ObjectMapper().createObjectNode();
  }

  /** Parses an object; {@code place} is its file, for messages. */
  static ObjectNode parse(String text, String place) {
    String found;
    try {
      if (new ObjectMapper().readTree(text) instanceof ObjectNode object) return object;
      found = text;
    } catch (JacksonException e) {
      found = e.getOriginalMessage();
    }
    throw ProblemsException.of(
        ExitCode.BAD_MODEL, place, found, "is not a JSON object", "restore the file");
  }
}
