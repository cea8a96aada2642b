package org.penchant.app.reward;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penchant.core.preference.Comparison;
import org.penchant.core.random.Seeds;

/** Rows in parts of about the same number of prompts, those of a prompt together. */
record Folds(Map<String, Integer> byPrompt, int count) {
  static Folds of(List<Comparison> rows, int count, Seeds seeds) {
    var prompts = rows.stream().map(r -> r.prompt().plain()).distinct().toList();
    var parts = new HashMap<String, Integer>();
    int[] order = Seeds.permutation(prompts.size(), seeds.stream("folds"));
    for (int i = 0; i < order.length; i++) parts.put(prompts.get(order[i]), i % count);
    return new Folds(parts, count);
  }

  /** The part of a row. */
  int of(Comparison row) {
    return byPrompt.getOrDefault(row.prompt().plain(), -1);
  }
}
