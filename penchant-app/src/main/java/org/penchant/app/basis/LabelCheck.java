package org.penchant.app.basis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penchant.core.preference.Comparison;
import org.penchant.core.random.Seeds;
import org.penchant.rank.basis.ReasonWriter;

/** Whether a category's name alone leads to the choice, the choice hidden. */
final class LabelCheck {
  private LabelCheck() {}

  /** Of some pairs with a category, drawn; empty without a writer, or with one category. */
  static Optional<BasisFindings.Check> of(
      List<Comparison> pairs,
      int[] labels,
      NamedBasis categories,
      Optional<ReasonWriter> writer,
      int most,
      Seeds seeds) {
    int n = categories.names().size();
    if (most == 0 || writer.isEmpty() || n < 2) return Optional.empty();
    var random = seeds.stream("check");
    var asked = new ArrayList<Comparison>();
    var own = new ArrayList<String>();
    var other = new ArrayList<String>();
    for (int i : Seeds.permutation(labels.length, random)) {
      if (asked.size() == most) break;
      if (labels[i] < 0) continue;
      asked.add(pairs.get(i));
      own.add(categories.name(labels[i]));
      other.add(categories.name((labels[i] + 1 + random.nextInt(n - 1)) % n));
    }
    if (asked.isEmpty()) return Optional.empty();
    return Optional.of(
        new BasisFindings.Check(
            asked.size(),
            mean(writer.get().agreements(asked, own)),
            mean(writer.get().agreements(asked, other))));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
  }
}
