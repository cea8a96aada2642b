package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.reward.ComputedStates;
import org.penchant.align.reward.TextStates;
import org.penchant.align.reward.VectorFile;
import org.penchant.align.train.TextItems;
import org.penchant.align.train.VectorItems;
import org.penchant.app.job.DataRows;
import org.penchant.app.job.LoadedModel;
import org.penchant.app.job.Progress;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/** Responses as vectors: the hidden state of the last token of prompt and response. */
public final class EmbedJob {
  private EmbedJob() {}

  /**
   * What was written.
   *
   * @param vectors rows of the file
   * @param width numbers of each
   * @param rows of data
   * @param leftOut responses that could not be used, by reason
   */
  public record Result(long vectors, int width, int rows, Map<String, Integer> leftOut) {}

  /**
   * Writes {@code out} and its index.
   *
   * @param data files that may be of several kinds
   * @param stepwise a vector for the end of every step instead
   * @param prompts whether prompts get vectors too
   */
  public static Result run(
      Path model,
      DataRows data,
      RewardRequest.Text text,
      int maxTokens,
      boolean stepwise,
      boolean prompts,
      Path out,
      Progress progress)
      throws IOException {
    progress.stage("reading data");
    var rows = data.ofAnyKind();
    try (var loaded =
        LoadedModel.load(model, Optional.empty(), text.type(), text.countStraddling())) {
      int length = text.maxLength() > 0 ? text.maxLength() : loaded.text().context();
      var items = new TextItems(loaded.text().encoder(), length, text.truncation(), stepwise);
      var problems = new Problems();
      var usable = new ArrayList<int[]>();
      var written = new LinkedHashMap<String, Integer>();
      for (var row : rows) {
        var fresh = new ArrayList<Integer>();
        for (int i = 0; i < row.candidates().size(); i++) {
          String key = VectorItems.key(row.prompt(), row.candidates().get(i).content());
          if (written.containsKey(key)) continue;
          var item = items.candidate(row, i, problems);
          item.ifPresent(fresh::add);
          written.put(key, item.isPresent() ? items.positions(item.getAsInt()) : 0);
        }
        if (prompts && !written.containsKey(VectorItems.key(row.prompt()))) {
          items.prompt(row, problems).ifPresent(fresh::add);
          written.put(VectorItems.key(row.prompt()), 1);
        }
        if (!fresh.isEmpty()) usable.add(fresh.stream().mapToInt(v -> v).toArray());
      }
      problems.throwIfErrors(ExitCode.BAD_DATA);
      if (usable.isEmpty()) throw StateVectors.none(model, rows.size());
      var states = new TextStates(loaded.model(), items.sequences(), false, maxTokens, false);
      progress.stage("computing hidden states of " + usable.size() + " rows");
      var vectors =
          ComputedStates.vectors(
              states, usable, done -> progress.at(done, usable.size(), Map.of()));
      VectorFile.write(out, vectors);
      var lines = new StringBuilder();
      written.forEach(
          (key, n) -> lines.append(Json.line(new VectorItems.Line(key, n))).append('\n'));
      AtomicFiles.write(VectorItems.indexOf(out), lines.toString());
      return new Result(vectors.size(), states.width(), rows.size(), items.dropped());
    }
  }
}
