package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.penchant.align.curate.constraint.Constraint;
import org.penchant.align.curate.constraint.Demand;
import org.penchant.align.curate.constraint.Demands;
import org.penchant.align.curate.constraint.InstructionSet;
import org.penchant.align.curate.constraint.Maker;
import org.penchant.align.curate.constraint.PromptEdit;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.Problems;

/**
 * Comparisons of how strong a preference is (the inter-sample items of arXiv 2505.12845): the pair
 * of a row once more, under its prompt with instructions that one response satisfies and the other
 * violates.
 *
 * <p>Each pair of the input gives two rows with the same {@code gap_group}: the pair as it was,
 * with {@code gap_order} 0, and the same responses under the longer prompt, with {@code gap_order}
 * 1 where the chosen satisfies what was added and the rejected violates it, so that the gap must be
 * greater than before, and -1 where it is the other way round and the gap must be smaller. Of rows
 * with -1 only the order of the gaps is known, not which response is better: they serve an
 * objective of gaps alone.
 *
 * @param mostInstructions instructions added at most, at least 1
 * @param direction which way the gap must go
 */
public record GapPairs(int mostInstructions, Direction direction) implements Step {
  private static final int TRIES = 4;

  /** Which way the gap must go. */
  public enum Direction {
    GREATER,
    SMALLER,
    /** Either, drawn evenly; the other where it cannot be made. */
    EITHER
  }

  public GapPairs {
    if (mostInstructions < 1)
      throw new IllegalArgumentException(
          "most-instructions = " + mostInstructions + ", must be at least 1");
  }

  public static GapPairs defaults() {
    return new GapPairs(3, Direction.GREATER);
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    return PerRow.apply(
        rows,
        (row, index, problems) -> {
          var random = tools.seeds().child("row " + index).stream("gap");
          return group(row, index, random, tally, problems);
        });
  }

  private List<Comparison> group(
      Comparison row, int index, RandomGenerator random, Tally tally, Problems problems) {
    if (!row.isDecidedPair()) {
      problems.error(
          row.provenance().toString(),
          row.feedback().getClass().getSimpleName(),
          "only pairs with a preference have a gap",
          "give pairs, or make some with choose-pair first");
      return List.of();
    }
    String chosen = Texts.response(row.chosen().content());
    String rejected = Texts.response(row.rejected().content());
    if (chosen.isBlank() || rejected.isBlank()) {
      tally.leaveOut("pairs with an empty response");
      return List.of();
    }
    var demands = Demands.of(row, problems);
    boolean greater =
        direction == Direction.GREATER || (direction == Direction.EITHER && random.nextBoolean());
    var added =
        greater ? told(chosen, rejected, demands, random) : told(rejected, chosen, demands, random);
    if (added.isEmpty() && direction == Direction.EITHER) {
      greater = !greater;
      added =
          greater
              ? told(chosen, rejected, demands, random)
              : told(rejected, chosen, demands, random);
    }
    if (added.isEmpty()) {
      tally.leaveOut("pairs no instruction could be found for");
      return List.of();
    }
    var all = new ArrayList<>(demands);
    added.forEach(constraint -> all.add(Demand.of(constraint)));
    var longer =
        Demands.with(
            row.withPrompt(PromptEdit.append(row.prompt(), InstructionSet.texts(added))), all);
    return List.of(
        row.withColumn("gap_group", index).withColumn("gap_order", 0),
        longer.withColumn("gap_group", index).withColumn("gap_order", greater ? 1 : -1));
  }

  /** Instructions that {@code met} satisfies and {@code missed} violates, every one of them. */
  private List<Constraint> told(
      String met, String missed, List<Demand> demands, RandomGenerator random) {
    return InstructionSet.draw(
        InstructionSet.size(mostInstructions, random),
        InstructionSet.checked(demands),
        maker -> apart(maker, met, missed, random),
        List::of,
        random);
  }

  private static Optional<Constraint> apart(
      Maker maker, String met, String missed, RandomGenerator random) {
    for (int i = 0; i < TRIES; i++) {
      var made = i % 2 == 0 ? maker.make(met, true, random) : maker.make(missed, false, random);
      if (made.isPresent() && made.get().satisfiedBy(met) && !made.get().satisfiedBy(missed))
        return made;
    }
    return Optional.empty();
  }
}
