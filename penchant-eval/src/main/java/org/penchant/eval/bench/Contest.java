package org.penchant.eval.bench;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.stats.Holm;
import org.penchant.core.stats.McNemar;

/**
 * Two reward models on the same pairs.
 *
 * @param test McNemar's, of pairs strictly right
 * @param adjusted its p-value by Holm's procedure over all comparisons made
 */
public record Contest(String first, String second, McNemar test, double adjusted) {
  /** A model's answers to the pairs, in one order for all models. */
  public record Answers(String model, boolean[] right) {
    public static Answers of(String model, List<ScoredPair> pairs) {
      boolean[] right = new boolean[pairs.size()];
      for (int i = 0; i < right.length; i++)
        right[i] = pairs.get(i).chosen() > pairs.get(i).rejected();
      return new Answers(model, right);
    }
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
