package org.penchant.eval.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Accuracies of pairs by group and subset, and their averages.
 *
 * @param groups scores are means over the group's subsets, each subset of equal weight
 * @param micro all pairs of equal weight
 */
public record PairTable(List<Group> groups, Share micro) {
  /**
   * A scenario or section.
   *
   * @param pairs all pairs of the group of equal weight
   */
  public record Group(String name, List<Share> subsets, Share pairs) {
    public Group {
      subsets = List.copyOf(subsets);
    }

    /** The unweighted mean over subsets. */
    public double score() {
      return subsets.stream().mapToDouble(Share::value).average().orElseThrow();
    }
  }

  public PairTable {
    groups = List.copyOf(groups);
  }

  /** From scored pairs, at least one. */
  public static PairTable of(List<ScoredPair> pairs, TieCredit ties, double confidence) {
    if (pairs.isEmpty()) throw new IllegalArgumentException("no pairs");
    var groups = new ArrayList<Group>();
    by(pairs, p -> p.pair().group())
        .forEach((name, inside) -> {
          var subsets = new ArrayList<Share>();
          by(inside, p -> p.pair().subset())
              .forEach((subset, some) -> subsets.add(share(subset, some, ties, confidence)));
          groups.add(new Group(name, subsets, share(name, inside, ties, confidence)));
        });
    return new PairTable(groups, share("all pairs", pairs, ties, confidence));
  }

  /** The unweighted mean over groups. */
  public double macro() {
    return groups.stream().mapToDouble(Group::score).average().orElseThrow();
  }

  /** The group of that name. */
  public Group group(String name) {
    return groups.stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
  }

  private static Share share(
      String name, List<ScoredPair> pairs, TieCredit ties, double confidence) {
    return Share.of(name, pairs.stream().mapToDouble(p -> p.credit(ties)).toArray(), confidence);
  }

  static <T> Map<String, List<T>> by(List<T> all, Function<T, String> key) {
    var map = new LinkedHashMap<String, List<T>>();
    for (var one : all) map.computeIfAbsent(key.apply(one), _ -> new ArrayList<>()).add(one);
    return map;
  }
}
