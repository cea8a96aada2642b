package org.penchant.app.basis;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.penchant.rank.basis.PreferenceProfile;

/**
 * What a basis says of comparisons.
 *
 * @param files rows read of each file
 * @param pairs decided ones among them
 * @param reasons of them that have one
 * @param leftOut rows that were not used, by reason
 * @param categories the basis
 * @param found categories before the largest were kept
 * @param labels of the pairs with reasons, -1 for none
 * @param curve coverage by the largest 1, 2, ... categories found
 * @param thresholds coverage by the cosine that counts
 * @param together how often two categories are both within reach, [K][K]
 * @param stability of the basis; empty where it was given
 * @param topics of the prompts, if reasons name any
 * @param profiles of annotators; empty with fewer than two
 * @param ratings of models; empty where none are named
 * @param check of the labels, if it was asked for
 */
public record BasisFindings(
    Map<String, Long> files,
    int pairs,
    int reasons,
    Map<String, Integer> leftOut,
    NamedBasis categories,
    int found,
    int[] labels,
    double[] curve,
    Map<Double, Double> thresholds,
    long[][] together,
    Optional<Stability> stability,
    Optional<Topics> topics,
    Map<String, PreferenceProfile> profiles,
    ModelRatings ratings,
    Optional<Check> check) {
  /**
   * Two halves of the reasons apart.
   *
   * @param matched share of the first half's categories that the second has too
   * @param covered share of the second half that the first half's categories cover
   */
  public record Stability(double matched, double covered) {}

  /**
   * Topics against categories.
   *
   * @param counts [topic][category]
   * @param coverage of each topic's reasons by the categories
   */
  public record Topics(NamedBasis basis, long[][] counts, double[] coverage) {}

  /**
   * Choices by a category's name alone, the choice of the data hidden.
   *
   * @param asked pairs
   * @param own share that agrees with the data, by the pair's category
   * @param other the same by another category: what the name adds is the difference
   */
  public record Check(int asked, double own, double other) {}

  /** Coverage by the kept categories. */
  public double coverage() {
    long covered = Arrays.stream(labels).filter(l -> l >= 0).count();
    return covered / (double) labels.length;
  }

  /** All figures as data. */
  public Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("pairs", pairs);
    json.put("reasons", reasons);
    json.put("left_out", leftOut);
    json.put("categories", categories.names());
    json.put("counts", categories.counts(labels));
    json.put("found", found);
    json.put("coverage", coverage());
    json.put("curve", curve);
    json.put("thresholds", thresholds);
    json.put("together", together);
    stability.ifPresent(s -> json.put("stability", s));
    topics.ifPresent(t -> {
      json.put("topics", t.basis().names());
      json.put("topic_counts", t.counts());
      json.put("topic_coverage", t.coverage());
    });
    json.put("profiles", profiles);
    json.put("ratings", ratings);
    check.ifPresent(c -> json.put("check", c));
    return json;
  }
}
