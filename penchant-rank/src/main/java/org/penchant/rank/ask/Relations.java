package org.penchant.rank.ask;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * Which pairs are decided, and the Copeland scores that follow: {@link #lower} counts wins and half
 * indifferences of decided pairs, {@link #upper} one more for every pair still open.
 */
public final class Relations {
  private final @Nullable Answer[][] decided;

  public Relations(int items) {
    if (items < 2) throw new IllegalArgumentException(items + " items, needs at least 2");
    decided = new Answer[items][items];
  }

  public int items() {
    return decided.length;
  }

  public boolean open(int i, int j) {
    return i != j && decided[i][j] == null;
  }

  /** The relation of i to j; null while open. */
  public @Nullable Answer of(int i, int j) {
    return decided[i][j];
  }

  public void decide(int i, int j, Answer answer) {
    decided[i][j] = answer;
    decided[j][i] = answer.swapped();
  }

  /** Copeland score so far. */
  public double lower(int i) {
    return Arrays.stream(decided[i]).mapToDouble(a -> a == null ? 0 : a.points()).sum();
  }

  /** The score it may still reach. */
  public double upper(int i) {
    return lower(i) + openPairs(i);
  }

  public int openPairs(int i) {
    return (int) IntStream.range(0, items()).filter(j -> open(i, j)).count();
  }

  /** What the best of the others may reach, minus what {@code i} has; certified where &lt;= 0. */
  public double gap(int i) {
    return IntStream.range(0, items())
            .filter(j -> j != i)
            .mapToDouble(this::upper)
            .max()
            .orElseThrow()
        - lower(i);
  }

  /**
   * Decides open pairs that follow from others if relations are transitive: better of better or
   * equal is better, equal of equal is equal.
   *
   * @throws ProblemsException if decided pairs contradict each other
   */
  public void close() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < items(); i++)
        for (int j = 0; j < items(); j++)
          for (int k = 0; k < items(); k++) changed |= infer(i, j, k);
    }
  }

  private boolean infer(int i, int j, int k) {
    var first = decided[i][j];
    var second = decided[j][k];
    if (i == k || first == null || second == null) return false;
    if (first == Answer.WORSE || second == Answer.WORSE) return false;
    var follows =
        first == Answer.BETTER || second == Answer.BETTER ? Answer.BETTER : Answer.INDIFFERENT;
    var known = decided[i][k];
    if (known == null) {
      decide(i, k, follows);
      return true;
    }
    if (known != follows)
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "items " + i + ", " + j + ", " + k,
          first + ", " + second + ", " + known,
          "answers must be transitive to be inferred from each other",
          "ask without transitivity");
    return false;
  }
}
