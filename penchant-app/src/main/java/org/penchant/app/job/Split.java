package org.penchant.app.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;
import org.penchant.data.read.PreferenceReader;

/** Rows divided so that no prompt is on both sides. */
public record Split(List<Comparison> train, List<Comparison> heldOut) {
  /** The rows that a request trains on, and those it holds out or names as held out. */
  static Split of(
      AlignRequest request,
      PreferenceReader reader,
      List<Comparison> rows,
      Problems problems,
      Seeds seeds)
      throws IOException {
    var used =
        request.maxRows() > 0 && request.maxRows() < rows.size()
            ? rows.subList(0, request.maxRows())
            : rows;
    if (request.evalData().isEmpty()) return of(used, request.evalSplit(), seeds);
    return new Split(used, reader.read(request.evalData(), request.columns(), problems).rows());
  }

  /** Holds out whole prompts, in random order, until {@code share} of the rows is held out. */
  public static Split of(List<Comparison> rows, double share, Seeds seeds) {
    var byPrompt = new HashMap<String, List<Integer>>();
    var prompts = new ArrayList<String>();
    for (int i = 0; i < rows.size(); i++) {
      String prompt = rows.get(i).prompt().plain();
      byPrompt
          .computeIfAbsent(
              prompt,
              key -> {
                prompts.add(key);
                return new ArrayList<>();
              })
          .add(i);
    }
    int wanted = (int) Math.round(share * rows.size());
    boolean[] out = new boolean[rows.size()];
    int count = 0;
    for (int p : Seeds.permutation(prompts.size(), seeds.stream("split"))) {
      if (count >= wanted) break;
      for (int i : byPrompt.getOrDefault(prompts.get(p), List.of())) {
        out[i] = true;
        count++;
      }
    }
    var train = new ArrayList<Comparison>();
    var heldOut = new ArrayList<Comparison>();
    for (int i = 0; i < rows.size(); i++) (out[i] ? heldOut : train).add(rows.get(i));
    return new Split(List.copyOf(train), List.copyOf(heldOut));
  }
}
