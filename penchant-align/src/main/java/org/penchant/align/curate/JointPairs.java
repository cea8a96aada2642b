package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/**
 * Comparisons of responses to different prompts (arXiv 2404.00530): which answers its own prompt
 * better? Responses of pairs, votes and lists are put together across prompts at random, also those
 * their own comparison called equal, and two chosen or two rejected ones.
 *
 * <p>Where both responses have a score (those of lists; {@code chosen_rating} and {@code
 * rejected_rating} of pairs) the higher is chosen; else a judge, if there is one, is given both
 * dialogues in both orders. Equal ones are left out. The new rows have the prompt {@code []}, two
 * dialogues, and the scores as ratings.
 *
 * @param pairs how many to draw, at least 1; of each pair of dialogues at most one
 * @param equal scores no farther apart than this are equal, at least 0
 * @param dimension which scores; may be empty where there is one kind
 */
public record JointPairs(int pairs, double equal, String dimension) implements Step {
  public JointPairs {
    if (pairs < 1) throw new IllegalArgumentException("pairs = " + pairs + ", must be at least 1");
    if (!(equal >= 0))
      throw new IllegalArgumentException("equal = " + equal + ", must be at least 0");
  }

  /** As many as a small pool of conditional pairs has. */
  public static JointPairs defaults() {
    return new JointPairs(1000, 0, "");
  }

  private record Item(Comparison row, Content dialogue, OptionalDouble score) {}

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    var problems = new Problems();
    Map<Content, List<Item>> byPrompt = new LinkedHashMap<>();
    for (var row : rows)
      byPrompt
          .computeIfAbsent(row.prompt(), _ -> new ArrayList<>())
          .addAll(items(row, tally, problems));
    problems.throwIfErrors(ExitCode.BAD_DATA);
    byPrompt.values().removeIf(List::isEmpty);
    if (byPrompt.size() < 2) {
      tally.leaveOut("rows, there being one prompt only", rows.size());
      return List.of();
    }
    var prompts = List.copyOf(byPrompt.values());
    var random = tools.seeds().stream("joint");
    var made = new ArrayList<Comparison>();
    var seen = new HashSet<Set<Content>>();
    for (int i = 0; i < pairs; i++) {
      int one = random.nextInt(prompts.size());
      int other = (one + 1 + random.nextInt(prompts.size() - 1)) % prompts.size();
      var first = drawn(prompts.get(one), random);
      var second = drawn(prompts.get(other), random);
      var both = new HashSet<>(List.of(first.dialogue(), second.dialogue()));
      // Prompts that differ in white space, or in being text or turns, give one dialogue.
      if (both.size() < 2) tally.leaveOut("pairs of one dialogue, written in two ways");
      else if (!seen.add(both)) tally.leaveOut("pairs drawn before");
      else label(first, second, tools, tally, made);
    }
    return made;
  }

  private static Item drawn(List<Item> items, RandomGenerator random) {
    return items.get(random.nextInt(items.size()));
  }

  private List<Item> items(Comparison row, Tally tally, Problems problems) {
    var items = new ArrayList<Item>();
    switch (row.feedback()) {
      case Feedback.Rating _ -> {
        var scored = ScoredList.of(row, dimension, true, tally, problems);
        scored.ifPresent(list -> {
          for (int i = 0; i < list.size(); i++)
            items.add(item(row, list.candidates().get(i), OptionalDouble.of(list.scores()[i])));
        });
      }
      case Pairwise _ when row.isDecidedPair() -> {
        items.add(item(row, row.chosen(), row.column(Names.CHOSEN_RATING)));
        items.add(item(row, row.rejected(), row.column(Names.REJECTED_RATING)));
      }
      default -> row.candidates().forEach(c -> items.add(item(row, c, OptionalDouble.empty())));
    }
    return items;
  }

  private static Item item(Comparison row, Candidate candidate, OptionalDouble score) {
    return new Item(row, Texts.dialogue(row.prompt(), candidate.content()), score);
  }

  private void label(Item first, Item second, Tools tools, Tally tally, List<Comparison> made) {
    double difference =
        first.score().isPresent() && second.score().isPresent()
            ? first.score().getAsDouble() - second.score().getAsDouble()
            : judged(first, second, tools);
    if (Math.abs(difference) <= equal) tally.leaveOut("pairs of equal quality");
    else made.add(difference > 0 ? joint(first, second) : joint(second, first));
  }

  /** Above {@code equal} where both orders prefer the first, below where both prefer the second. */
  private double judged(Item first, Item second, Tools tools) {
    int wins = wins(first, second, tools) - wins(second, first, tools);
    return Math.abs(wins) == 2 ? Math.signum(wins) * Double.MAX_VALUE : 0;
  }

  /** 1 where the judge prefers the first, -1 where the second, else 0. */
  private static int wins(Item first, Item second, Tools tools) {
    var said =
        tools
            .rater("joint-pairs")
            .judge(
                Content.of(List.of()),
                List.of(
                    Candidate.response(first.dialogue()), Candidate.response(second.dialogue())));
    return said instanceof Pairwise pair
        ? pair.outcome() == Outcome.FIRST ? 1 : pair.outcome() == Outcome.SECOND ? -1 : 0
        : 0;
  }

  private static Comparison joint(Item better, Item worse) {
    var pair =
        Comparison.pair(
            Content.of(List.of()),
            better.dialogue(),
            worse.dialogue(),
            better.row().provenance().with(worse.row().provenance()));
    if (better.score().isEmpty() || worse.score().isEmpty()) return pair;
    return pair.withColumn(Names.CHOSEN_RATING, better.score().getAsDouble())
        .withColumn(Names.REJECTED_RATING, worse.score().getAsDouble());
  }
}
