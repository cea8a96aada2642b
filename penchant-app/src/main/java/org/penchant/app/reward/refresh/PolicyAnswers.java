package org.penchant.app.reward.refresh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.app.job.DataRows;
import org.penchant.app.job.LocalWriter;
import org.penchant.app.job.Progress;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.core.preference.Provenance;
import org.penchant.core.random.Seeds;
import org.penchant.data.read.ColumnNames;

/** What somebody answers to prompts, a row a prompt. */
final class PolicyAnswers {
  private PolicyAnswers() {}

  /**
   * The answers to these prompts, in their order. Prompts without one, and those that leave a model
   * no room for one, are left out.
   *
   * @param file where written answers are kept, and found again if {@code known}
   * @param seeds of these answers alone: nothing else draws from them
   */
  static List<Comparison> of(
      RefreshRequest.Answers from,
      List<Content> prompts,
      Path file,
      boolean known,
      Seeds seeds,
      Progress progress,
      DataRows like)
      throws IOException {
    return switch (from) {
      case RefreshRequest.Answers.InFile(var rows) -> gathered(rows.all(), prompts);
      case RefreshRequest.Answers.Written written -> {
        if (!known || !Files.exists(file)) write(written, prompts, file, seeds, progress);
        var read = new DataRows(List.of(file), like.read(), ColumnNames.defaults());
        yield gathered(read.all(), prompts);
      }
    };
  }

  private static void write(
      RefreshRequest.Answers.Written written,
      List<Content> prompts,
      Path file,
      Seeds seeds,
      Progress progress)
      throws IOException {
    progress.stage("having " + written.model() + " answer " + prompts.size() + " prompts");
    var lines = new StringBuilder();
    try (var writer = LocalWriter.open(written.model(), written.sampling(), seeds)) {
      var fitting = prompts.stream().filter(writer::fits).toList();
      var answers = writer.generate(fitting, written.samples(), progress);
      for (int i = 0; i < fitting.size(); i++)
        for (var answer : answers.get(i)) {
          if (answer.plain().isBlank()) continue;
          var line = Map.of("prompt", json(fitting.get(i)), "response", answer.plain());
          lines.append(Json.line(line)).append('\n');
        }
    }
    AtomicFiles.write(file, lines.toString());
  }

  private static Object json(Content prompt) {
    return switch (prompt) {
      case Content.Text(String text) -> text;
      case Content.Chat(var messages) ->
          messages.stream().map(m -> Map.of("role", m.role(), "content", m.content())).toList();
    };
  }

  private static List<Comparison> gathered(List<Comparison> rows, List<Content> prompts) {
    Map<String, List<Content>> byPrompt = new LinkedHashMap<>();
    for (var row : rows)
      for (var candidate : row.candidates())
        byPrompt
            .computeIfAbsent(row.prompt().plain(), _ -> new ArrayList<>())
            .add(candidate.content());
    var found = new ArrayList<Comparison>();
    for (var prompt : prompts) {
      var answers = byPrompt.getOrDefault(prompt.plain(), List.of());
      if (answers.isEmpty()) continue;
      found.add(
          Comparison.unjudged(
              prompt,
              answers.stream().map(a -> likePrompt(prompt, a)).toList(),
              Provenance.made("answers", found.size())));
    }
    return found;
  }

  /** A text after a dialogue is the assistant's turn. */
  private static Content likePrompt(Content prompt, Content answer) {
    return prompt instanceof Content.Chat && answer instanceof Content.Text(String text)
        ? Content.of(List.of(new Message("assistant", text)))
        : answer;
  }
}
