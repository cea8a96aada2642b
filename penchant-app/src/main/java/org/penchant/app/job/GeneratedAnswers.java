package org.penchant.app.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/** The JSON lines that {@code generate --out} writes, a line a response. */
public final class GeneratedAnswers {
  private GeneratedAnswers() {}

  /**
   * Responses by prompt, in the order of the file.
   *
   * @throws org.penchant.core.problems.ProblemsException naming every line without the texts prompt
   *     and response, or if there is no line
   */
  public static Map<Content, List<Content>> read(Path file) throws IOException {
    var problems = new Problems();
    var byPrompt = new LinkedHashMap<Content, List<Content>>();
    long row = 0;
    for (String line : Files.readAllLines(file)) {
      JsonNode node = Json.read(file + " row " + row, line, JsonNode.class);
      var prompt = node.path("prompt");
      var response = node.path("response");
      if (!prompt.isTextual() || !response.isTextual())
        problems.error(
            file + " row " + row,
            line,
            "needs the texts prompt and response",
            "use the file that 'penchant generate --out' writes");
      else
        byPrompt
            .computeIfAbsent(Content.of(prompt.textValue()), _ -> new ArrayList<>())
            .add(Content.of(response.textValue()));
      row++;
    }
    if (byPrompt.isEmpty() && !problems.hasErrors())
      problems.error(file.toString(), "", "holds no response", "generate some first");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return byPrompt;
  }
}
