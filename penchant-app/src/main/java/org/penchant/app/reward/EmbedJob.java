package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
   * @param rows of data that have vectors
   * @param leftOut rows that could not be used, by reason
   */
  public record Result(long vectors, int width, int rows, Map<String, Integer> leftOut) {}

  /**
   * Writes {@code out} and its index.
   *
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
    var rows = data.all();
    try (var loaded =
        LoadedModel.load(model, Optional.empty(), text.type(), text.countStraddling())) {
      int length = text.maxLength() > 0 ? text.maxLength() : loaded.text().context();
      var items = new TextItems(loaded.text().encoder(), length, text.truncation(), stepwise);
      var problems = new Problems();
      var usable = new ArrayList<int[]>();
      var sources = new ArrayList<VectorItems.Line>();
      for (var row : rows) {
        var found = new ArrayList<Integer>();
        for (int i = 0; i < row.candidates().size(); i++)
          items.candidate(row, i, problems).ifPresent(found::add);
        boolean whole = found.size() == row.candidates().size();
        if (prompts && whole) items.prompt(row, problems).ifPresent(found::add);
        if (whole) usable.add(found.stream().mapToInt(v -> v).toArray());
        sources.add(
            new VectorItems.Line(
                row.provenance().file(),
                row.provenance().row(),
                whole ? counts(items, found.subList(0, row.candidates().size())) : new int[0],
                prompts && whole));
      }
      problems.throwIfErrors(ExitCode.BAD_DATA);
      var states = new TextStates(loaded.model(), items.sequences(), false, maxTokens, false);
      progress.stage("computing hidden states of " + usable.size() + " rows");
      var vectors =
          ComputedStates.vectors(
              states, usable, done -> progress.at(done, usable.size(), Map.of()));
      VectorFile.write(out, vectors);
      var lines = new StringBuilder();
      for (var line : sources) lines.append(Json.line(line)).append('\n');
      AtomicFiles.write(VectorItems.indexOf(out), lines.toString());
      return new Result(vectors.size(), states.width(), usable.size(), items.dropped());
    }
  }

  private static int[] counts(TextItems items, List<Integer> found) {
    var sequences = items.sequences();
    return found.stream().mapToInt(items::positions).toArray();
  }
}
