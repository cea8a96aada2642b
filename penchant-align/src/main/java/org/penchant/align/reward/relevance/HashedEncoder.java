package org.penchant.align.reward.relevance;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.penchant.core.random.Seeds;

/**
 * A stand-in for a trained retriever: counts of words and of runs of characters, hashed with signs
 * into a vector of norm 1 (Weinberger et al., "Feature hashing for large scale multitask learning",
 * ICML 2009). It sees shared words, not shared meaning.
 *
 * @param dimensions length of the vector
 * @param least shortest run of characters
 * @param most longest run
 */
public record HashedEncoder(int dimensions, int least, int most) implements Encoder {
  public HashedEncoder {
    if (dimensions < 1 || least < 1 || most < least)
      throw new IllegalArgumentException(
          "encoder of " + dimensions + " dimensions, runs of " + least + " to " + most);
  }

  public static HashedEncoder defaults() {
    return new HashedEncoder(4096, 3, 5);
  }

  @Override
  public String identity() {
    return "hashed n-grams, " + dimensions + " dimensions, runs " + least + " to " + most;
  }

  @Override
  public double[] encode(String text) {
    double[] vector = new double[dimensions];
    counts(text)
        .forEach((gram, count) -> {
          long hash = new Seeds(0).seed(gram);
          int at = (int) Long.remainderUnsigned(hash >>> 1, dimensions);
          vector[at] += ((hash & 1) == 0 ? 1 : -1) * (1 + Math.log(count));
        });
    double squares = 0;
    for (double v : vector) squares += v * v;
    if (squares > 0) for (int i = 0; i < dimensions; i++) vector[i] /= Math.sqrt(squares);
    return vector;
  }

  private Map<String, Integer> counts(String text) {
    var counts = new HashMap<String, Integer>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
      if (word.isEmpty()) continue;
      counts.merge(word, 1, Integer::sum);
      int[] points = (" " + word + " ").codePoints().toArray();
      for (int n = least; n <= most; n++)
        for (int from = 0; from + n <= points.length; from++)
          counts.merge("#" + new String(points, from, n), 1, Integer::sum);
    }
    return counts;
  }
}
