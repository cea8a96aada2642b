package org.penchant.papers.claim;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.Coefficient;
import org.penchant.core.random.Seeds;

/**
 * A column computed from each pair's scores before training, for controls that keep an offset's or
 * factor's distribution but break its tie to the pair.
 *
 * @param of what is computed of each row
 * @param as what of it the row gets
 */
public record DerivedColumn(String name, Coefficient of, As as) {
  /** What of the seed's values a row gets. */
  public enum As {
    /** Its own. */
    EACH,
    /** Their mean. */
    MEAN,
    /** Another row's, by one permutation for each seed. */
    PERMUTED
  }

  double[] of(double[] each, RandomGenerator permutation) {
    return switch (as) {
      case EACH -> each;
      case MEAN -> {
        double[] same = new double[each.length];
        Arrays.fill(same, Arrays.stream(each).average().orElse(0));
        yield same;
      }
      case PERMUTED -> {
        int[] order = Seeds.permutation(each.length, permutation);
        double[] moved = new double[each.length];
        for (int i = 0; i < each.length; i++) moved[i] = each[order[i]];
        yield moved;
      }
    };
  }
}
