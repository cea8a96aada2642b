package org.penchant.align.curate.constraint;

import java.util.List;
import java.util.Optional;

/**
 * One constraint as a prompt states it: the words, the words of its opposite, and how to tell
 * whether a response satisfies it: by a program, or as somebody judged the row's candidates.
 *
 * @param text what stands in the prompt
 * @param opposite the words of the opposite; empty if there is no clear one
 * @param check the program, if there is one
 * @param judged for each candidate of the row whether it satisfies; empty where a program checks
 * @param safety whether it protects somebody; such a demand is never reversed
 */
public record Demand(
    String text,
    String opposite,
    Optional<Constraint> check,
    List<Boolean> judged,
    boolean safety) {
  public Demand {
    judged = List.copyOf(judged);
    if (text.isBlank()) throw new IllegalArgumentException("a constraint needs its text");
    if (text.equals(opposite))
      throw new IllegalArgumentException("the opposite of '" + text + "' has the same words");
    if (check.isPresent() == !judged.isEmpty())
      throw new IllegalArgumentException(
          "'" + text + "' needs either a check or a judgement of every candidate");
  }

  /** In the constraint's own words. */
  public static Demand of(Constraint check) {
    return new Demand(check.text(), check.opposite().text(), Optional.of(check), List.of(), false);
  }

  public boolean reversible() {
    return !safety && !opposite.isEmpty();
  }

  /**
   * The opposite demand: words and check change together, e' = 1 - e.
   *
   * @throws IllegalStateException if there is none
   */
  public Demand reversed() {
    if (!reversible()) throw new IllegalStateException("'" + text + "' has no opposite");
    return new Demand(
        opposite,
        text,
        check.map(Constraint::opposite),
        judged.stream().map(j -> !j).toList(),
        safety);
  }

  /** Whether the candidate of that index, whose text is {@code response}, satisfies it. */
  public boolean satisfiedBy(int candidate, String response) {
    return check.map(c -> c.satisfiedBy(response)).orElseGet(() -> judged.get(candidate));
  }

  /** The demand of a row that has only these of its candidates, in this order. */
  public Demand of(List<Integer> candidates) {
    return new Demand(
        text,
        opposite,
        check,
        check.isPresent() ? List.of() : candidates.stream().map(judged::get).toList(),
        safety);
  }
}
