package org.penchant.eval.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.penchant.core.stats.Holm;
import org.penchant.core.stats.McNemar;
import org.penchant.eval.bench.BenchResult.Line;

/**
 * Two reward models on the same items.
 *
 * @param test McNemar's, of items strictly right
 * @param adjusted its p-value by Holm's procedure over all comparisons made
 */
public record Contest(String first, String second, McNemar test, double adjusted) {
  /** A model's answers to the items, in one order for all models. */
  public record Answers(String model, boolean[] right) {}

  /**
   * Models' answers to the items that count for all of them.
   *
   * @param results by model, of one benchmark
   */
  public static List<Answers> answers(Map<String, BenchResult> results) {
    Set<String> shared = new LinkedHashSet<>();
    boolean first = true;
    for (var result : results.values()) {
      var ids = result.lines().stream().filter(l -> !Double.isNaN(l.credit())).map(Line::id);
      if (first) ids.forEach(shared::add);
      else shared.retainAll(ids.collect(Collectors.toSet()));
      first = false;
    }
    var answers = new ArrayList<Answers>();
    results.forEach((model, result) -> {
      var right =
          result.lines().stream()
              .filter(l -> l.credit() == 1)
              .map(Line::id)
              .collect(Collectors.toSet());
      boolean[] all = new boolean[shared.size()];
      int i = 0;
      for (String id : shared) all[i++] = right.contains(id);
      answers.add(new Answers(model, all));
    });
    return answers;
  }

  /** Every model against every other. */
  public static List<Contest> all(List<Answers> models) {
    var tests = new ArrayList<Contest>();
    for (int i = 0; i < models.size(); i++)
      for (int j = i + 1; j < models.size(); j++)
        tests.add(
            new Contest(
                models.get(i).model(),
                models.get(j).model(),
                McNemar.of(models.get(i).right(), models.get(j).right()),
                1));
    double[] adjusted = Holm.adjust(tests.stream().mapToDouble(t -> t.test().p()).toArray());
    var all = new ArrayList<Contest>();
    for (int k = 0; k < adjusted.length; k++) {
      var test = tests.get(k);
      all.add(new Contest(test.first(), test.second(), test.test(), adjusted[k]));
    }
    return all;
  }
}
