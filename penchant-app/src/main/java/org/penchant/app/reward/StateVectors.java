package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.reward.ComputedStates;
import org.penchant.align.reward.TextStates;
import org.penchant.align.train.TextItems;
import org.penchant.app.job.LoadedModel;
import org.penchant.app.job.Progress;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/** The hidden states of a language model at the last token of prompt and response. */
public final class StateVectors {
  private StateVectors() {}

  /**
   * Of every row's candidates; empty where a row cannot be used.
   *
   * @throws ProblemsException if none can
   */
  public static List<Optional<double[][]>> of(
      Path folder, List<Comparison> rows, RewardRequest.Text text, int maxTokens, Progress progress)
      throws IOException {
    try (var loaded =
        LoadedModel.load(folder, Optional.empty(), text.type(), text.countStraddling())) {
      int length = text.maxLength() > 0 ? text.maxLength() : loaded.text().context();
      var items = new TextItems(loaded.text().encoder(), length, text.truncation(), false);
      var problems = new Problems();
      var usable = new ArrayList<int[]>();
      var places = new ArrayList<Integer>();
      for (int i = 0; i < rows.size(); i++) {
        var all = new ArrayList<Integer>();
        for (int c = 0; c < rows.get(i).candidates().size(); c++)
          items.candidate(rows.get(i), c, problems).ifPresent(all::add);
        if (all.size() < rows.get(i).candidates().size()) continue;
        usable.add(all.stream().mapToInt(v -> v).toArray());
        places.add(i);
      }
      problems.throwIfErrors(ExitCode.BAD_DATA);
      if (usable.isEmpty()) throw none(folder, rows.size());
      var states = new TextStates(loaded.model(), items.sequences(), false, maxTokens, false);
      var vectors =
          ComputedStates.vectors(
              states, usable, done -> progress.at(done, usable.size(), Map.of()));
      var found = new ArrayList<Optional<double[][]>>();
      for (int i = 0; i < rows.size(); i++) found.add(Optional.empty());
      int at = 0;
      for (int k = 0; k < usable.size(); k++) {
        double[][] of = new double[usable.get(k).length][];
        for (int c = 0; c < of.length; c++) of[c] = wide(vectors.get(at++));
        found.set(places.get(k), Optional.of(of));
      }
      return found;
    }
  }

  private static double[] wide(float[] vector) {
    double[] wide = new double[vector.length];
    for (int i = 0; i < wide.length; i++) wide[i] = vector[i];
    return wide;
  }

  static ProblemsException none(Path folder, int rows) {
    return ProblemsException.of(
        ExitCode.BAD_DATA,
        folder.toString(),
        rows + " rows",
        "none can be read by this model",
        "see --max-length and --truncation");
  }
}
