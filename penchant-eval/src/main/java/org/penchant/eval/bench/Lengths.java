package org.penchant.eval.bench;

import java.util.List;
import java.util.Optional;
import org.penchant.core.preference.Content;
import org.penchant.core.seam.Scorer;

/** What length alone says of pairs, and accuracy with length taken out. */
public final class Lengths {
  /** Scores by words: "the longer answer wins", the floor of every benchmark. */
  public static final Scorer LONGER = (_, answer) -> words(answer);

  private Lengths() {}

  /** Stretches between white space. */
  public static int words(Content content) {
    String text = content.plain().strip();
    return text.isEmpty() ? 0 : text.split("\\s+").length;
  }

  /**
   * Accuracy with length balanced: the mean of the accuracy where the chosen answer is the longer
   * one in words and of that where it is the shorter; pairs of equal length are left out. A scorer
   * of length alone has one half.
   *
   * @param longer accuracy where the chosen answer is longer
   * @param shorter accuracy where it is shorter
   */
  public record Balanced(Share longer, Share shorter) {
    public double value() {
      return (longer.value() + shorter.value()) / 2;
    }
  }

  /** Empty if all chosen answers are on one side. */
  public static Optional<Balanced> balanced(
      List<ScoredPair> pairs, TieCredit ties, double confidence) {
    double[] longer = credits(pairs, ties, 1);
    double[] shorter = credits(pairs, ties, -1);
    if (longer.length == 0 || shorter.length == 0) return Optional.empty();
    return Optional.of(
        new Balanced(
            Share.of("chosen longer", longer, confidence),
            Share.of("chosen shorter", shorter, confidence)));
  }

  private static double[] credits(List<ScoredPair> pairs, TieCredit ties, int side) {
    return pairs.stream()
        .filter(p -> Integer.signum(words(p.pair().chosen()) - words(p.pair().rejected())) == side)
        .mapToDouble(p -> p.credit(ties))
        .toArray();
  }
}
