package org.penchant.align.lm;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/**
 * Prompts in JSONL: each line a text, or an object whose {@code prompt} (or {@code messages}) is a
 * text or a list of messages with role and content. Other keys are left alone, blank lines skipped.
 */
public final class PromptFile {
  private PromptFile() {}

  /**
   * Reads all prompts.
   *
   * @throws ProblemsException naming every line that holds none
   */
  public static List<Content> read(Path file) throws IOException {
    var json = new ObjectMapper();
    var problems = new Problems();
    var out = new ArrayList<Content>();
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      if (line.isBlank()) continue;
      String place = file + " line " + number;
      try {
        JsonNode row = json.readTree(line);
        JsonNode prompt = row.has("prompt") ? row.get("prompt") : row.path("messages");
        out.add(content(row.isTextual() ? row : prompt));
      } catch (JacksonException e) {
        problems.error(place, line, "is not JSON: " + e.getOriginalMessage(), "mend the line");
      } catch (IllegalArgumentException e) {
        problems.error(
            place,
            line,
            "has no prompt that is a text or a list of messages with role and content",
            "give each line a prompt");
      }
    }
    if (out.isEmpty() && !problems.hasErrors())
      problems.error(file.toString(), "", "holds no prompt", "give it a line per prompt");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return out;
  }

  private static Content content(JsonNode node) {
    if (node.isTextual()) return Content.of(node.asText());
    var messages = new ArrayList<Message>();
    for (var message : node) {
      if (!message.path("role").isTextual() || !message.path("content").isTextual())
        throw new IllegalArgumentException("not a message");
      messages.add(new Message(message.path("role").asText(), message.path("content").asText()));
    }
    if (messages.isEmpty()) throw new IllegalArgumentException("no messages");
    return Content.of(messages);
  }
}
