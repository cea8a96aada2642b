package org.penchant.rank.judge.factor;

import java.util.List;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import org.penchant.core.preference.Content;
import org.penchant.core.stats.Quantiles;

/** Says which factors a text has: a rule, a model, or a person. */
public interface FactorExtractor {
  /** All factors it may name. */
  List<String> factors();

  /** Those the text has. */
  Set<String> of(Content source, Content text);

  /**
   * Buckets of a count, exclusive: the first whose limit the count does not exceed.
   *
   * @param name of the group; factors are "name: bucket"
   * @param buckets names, least first
   * @param limits the greatest count of each bucket but the last, increasing
   * @param count of a text, given its source
   */
  record Buckets(
      String name,
      List<String> buckets,
      List<Double> limits,
      ToIntBiFunction<Content, Content> count)
      implements FactorExtractor {
    public Buckets {
      buckets = List.copyOf(buckets);
      limits = List.copyOf(limits);
      if (buckets.size() != limits.size() + 1)
        throw new IllegalArgumentException(
            limits.size() + " limits for " + buckets.size() + " buckets, must be one fewer");
      for (int k = 1; k < limits.size(); k++)
        if (limits.get(k) < limits.get(k - 1))
          throw new IllegalArgumentException("limits " + limits + " must not fall");
    }

    @Override
    public List<String> factors() {
      return buckets.stream().map(b -> name + ": " + b).toList();
    }

    @Override
    public Set<String> of(Content source, Content text) {
      double value = count.applyAsInt(source, text);
      int bucket = 0;
      while (bucket < limits.size() && value > limits.get(bucket)) bucket++;
      return Set.of(factors().get(bucket));
    }
  }

  /** Short, medium, long and very long by the quartiles of the words of {@code texts}. */
  static Buckets lengths(List<Content> texts) {
    double[] words = texts.stream().mapToDouble(FactorExtractor::words).toArray();
    double[] quartiles = Quantiles.quantiles(words, 0.25, 0.5, 0.75);
    return new Buckets(
        "length",
        List.of("short", "medium", "long", "very long"),
        List.of(quartiles[0], quartiles[1], quartiles[2]),
        (_, text) -> words(text));
  }

  /** None, few (1 or 2) and many of what {@code count} counts, such as unsupported facts. */
  static Buckets noneFewMany(String name, ToIntBiFunction<Content, Content> count) {
    return new Buckets(name, List.of("none", "few", "many"), List.of(0.0, 2.0), count);
  }

  private static int words(Content text) {
    String plain = text.plain().strip();
    return plain.isEmpty() ? 0 : plain.split("\\s+").length;
  }
}
