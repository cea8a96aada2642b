package org.penchant.app.basis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.app.basis.BasisFindings.Stability;
import org.penchant.core.preference.Comparison;
import org.penchant.core.random.Seeds;
import org.penchant.rank.basis.Basis;
import org.penchant.rank.basis.BasisSettings;
import org.penchant.rank.basis.PreferenceProfile;

/** How steady a basis is, and who prefers what. */
final class BasisFigures {
  private static final double[] THRESHOLDS = {0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
  private static final double SAME = 0.8;

  private BasisFigures() {}

  /** Of the reasons' halves; empty where there are too few. */
  static Optional<Stability> stability(
      BasisSettings how, double[][] vectors, int kept, Seeds seeds) {
    int[] order = Seeds.permutation(vectors.length, seeds.stream("halves"));
    int half = vectors.length / 2;
    if (half < 2) return Optional.empty();
    double[][] one =
        Arrays.stream(order, 0, half).mapToObj(i -> vectors[i]).toArray(double[][]::new);
    double[][] two =
        Arrays.stream(order, half, order.length).mapToObj(i -> vectors[i]).toArray(double[][]::new);
    var settings = how.withStartAtMost(half);
    var first = settings.find(one, seeds.stream("first half")).top(kept);
    var second = settings.find(two, seeds.stream("second half")).top(kept);
    return Optional.of(new Stability(first.matched(second, SAME), first.coverage(two)));
  }

  /** Coverage by the cosine that counts. */
  static Map<Double, Double> thresholds(Basis basis, double[][] vectors) {
    var found = new LinkedHashMap<Double, Double>();
    for (double within : THRESHOLDS) found.put(within, basis.withWithin(within).coverage(vectors));
    return found;
  }

  /** Of annotators with a category, where there are two or more. */
  static Map<String, PreferenceProfile> profiles(
      List<Comparison> pairs, int[] labels, int categories) {
    var byName = new LinkedHashMap<String, List<Integer>>();
    for (int i = 0; i < labels.length; i++) {
      int label = labels[i];
      pairs
          .get(i)
          .feedback()
          .mark()
          .annotator()
          .filter(_ -> label >= 0)
          .ifPresent(name -> byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(label));
    }
    var found = new LinkedHashMap<String, PreferenceProfile>();
    if (byName.size() > 1)
      byName.forEach((name, of) ->
          found.put(
              name, PreferenceProfile.of(of.stream().mapToInt(v -> v).toArray(), categories)));
    return found;
  }
}
