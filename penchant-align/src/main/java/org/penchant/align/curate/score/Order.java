package org.penchant.align.curate.score;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The order in which rows are seen: by score, equal scores in the data's order. As text {@code
 * margin desc}, {@code difficulty asc per prompt}.
 *
 * <p>Per prompt, every prompt's first row comes before every prompt's second one (arXiv 2403.07230:
 * a stage holds the pairs of the t-th largest gap), and within such a stage the score decides.
 *
 * @param descending greatest first
 * @param perPrompt whether rank within the prompt comes before the score
 */
public record Order(ExampleScore score, boolean descending, boolean perPrompt) {
  private static final Pattern TEXT =
      Pattern.compile("\\s*(" + ScoreText.SHAPE + ")\\s+(asc|desc)(\\s+per\\s+prompt)?\\s*");

  /**
   * Reads an order.
   *
   * @throws IllegalArgumentException saying what is allowed
   */
  public static Order parse(String text) {
    var match = TEXT.matcher(text);
    if (!match.matches())
      throw new IllegalArgumentException(
          "'" + text + "' must be SCORE asc|desc [per prompt]; a score is " + ScoreText.NAMES);
    return new Order(
        ScoreText.parse(match.group(1)), match.group(2).equals("desc"), match.group(3) != null);
  }

  /**
   * The rows' indices in the order that they are seen.
   *
   * @param scores of all rows
   */
  public int[] of(List<Item> items, double[] scores) {
    int[] sorted = sorted(scores);
    int[] stage = stages(items, scores);
    return IntStream.of(sorted)
        .boxed()
        .sorted(Comparator.comparingInt(i -> stage[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The stage of each row, from 0: its rank within its prompt, or 0 without such ranks. */
  public int[] stages(List<Item> items, double[] scores) {
    int[] stage = new int[items.size()];
    if (!perPrompt) return stage;
    Map<List<Integer>, Integer> seen = new HashMap<>();
    for (int i : sorted(scores)) stage[i] = seen.merge(items.get(i).prompt(), 1, Integer::sum) - 1;
    return stage;
  }

  private int[] sorted(double[] scores) {
    Comparator<Integer> rising = Comparator.comparingDouble(i -> scores[i]);
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(descending ? rising.reversed() : rising)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Override
  public String toString() {
    return score + (descending ? " desc" : " asc") + (perPrompt ? " per prompt" : "");
  }
}
