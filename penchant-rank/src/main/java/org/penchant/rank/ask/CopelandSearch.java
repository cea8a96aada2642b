package org.penchant.rank.ask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Finds a Copeland winner with error at most {@code delta}: pairs chosen by {@code choice} are
 * asked until a {@link ModeTest} of level delta / C(n, 2) decides them; the level is split over all
 * pairs because which are asked depends on the answers.
 *
 * @param delta chance of a wrong winner, in (0, 1)
 * @param relation what makes an item better
 * @param choice of the next pair
 * @param transitive whether to infer pairs from decided ones; wrong where answers are not
 *     transitive
 * @param cap most answers spent on one pair; a pair that reaches it stays undecided
 * @param allWinners whether to go on until every winner is known
 */
public record CopelandSearch(
    double delta,
    ModeTest.Relation relation,
    DuelChoice choice,
    boolean transitive,
    int cap,
    boolean allWinners) {
  public CopelandSearch {
    if (!(delta > 0 && delta < 1))
      throw new IllegalArgumentException("delta = " + delta + ", must be in (0, 1)");
    if (cap < 1) throw new IllegalArgumentException("cap = " + cap + ", must be at least 1");
  }

  public static CopelandSearch defaults() {
    return new CopelandSearch(
        0.05, ModeTest.Relation.MODE, new DuelChoice.Potential(), false, 1_000_000, false);
  }

  public CopelandSearch withChoice(DuelChoice other) {
    return new CopelandSearch(delta, relation, other, transitive, cap, allWinners);
  }

  public CopelandSearch withTransitive(boolean infer) {
    return new CopelandSearch(delta, relation, choice, infer, cap, allWinners);
  }

  /**
   * What a search found.
   *
   * @param winners the items certain to have the highest score, all of them if all were asked for;
   *     if there are none, those with the highest score so far
   * @param scores Copeland scores of decided pairs
   * @param certified whether {@code delta} bounds the chance that the first winner is wrong
   * @param gap what another item may still exceed the winner by; at most 0 if certified
   * @param queries answers asked for
   * @param duels pairs asked about
   */
  public record Result(
      List<Integer> winners,
      double[] scores,
      boolean certified,
      double gap,
      long queries,
      int duels,
      List<String> notes) {
    static Result of(Relations relations, long queries, int duels, List<String> notes) {
      double[] scores =
          IntStream.range(0, relations.items()).mapToDouble(relations::lower).toArray();
      double best = Arrays.stream(scores).max().orElseThrow();
      var certain =
          IntStream.range(0, scores.length).filter(i -> relations.gap(i) <= 0).boxed().toList();
      var winners =
          certain.isEmpty()
              ? IntStream.range(0, scores.length).filter(i -> scores[i] == best).boxed().toList()
              : certain;
      double gap = winners.stream().mapToDouble(relations::gap).min().orElseThrow();
      return new Result(winners, scores, gap <= 0, gap, queries, duels, List.copyOf(notes));
    }
  }

  /**
   * Asks until a winner is certain, or every pair is decided or given up.
   *
   * @param random for choices that draw
   */
  public Result run(int items, Oracle oracle, RandomGenerator random) {
    var relations = new Relations(items);
    var abandoned = new Relations(items);
    var test = new ModeTest(relation, delta / (items * (items - 1) / 2.0));
    var notes = new ArrayList<String>();
    long queries = 0;
    int duels = 0;
    while (anyOpen(abandoned) && !(choice.stopsEarly() && done(relations))) {
      int[] pair = choice.next(abandoned, random);
      var counts = new long[3];
      Optional<Answer> decision = Optional.empty();
      for (int t = 0; t < cap && decision.isEmpty(); t++) {
        counts[oracle.ask(pair[0], pair[1]).ordinal()]++;
        queries++;
        decision = test.decide(counts);
      }
      duels++;
      if (decision.isEmpty())
        notes.add("items " + pair[0] + " and " + pair[1] + " undecided after " + cap + " answers");
      decision.ifPresent(answer -> relations.decide(pair[0], pair[1], answer));
      // What is given up is closed for asking, but open for the bounds.
      abandoned.decide(pair[0], pair[1], decision.orElse(Answer.INDIFFERENT));
      if (transitive) {
        relations.close();
        copy(relations, abandoned);
      }
    }
    return Result.of(relations, queries, duels, notes);
  }

  private boolean done(Relations relations) {
    int items = relations.items();
    if (!allWinners) return IntStream.range(0, items).anyMatch(i -> relations.gap(i) <= 0);
    double best = IntStream.range(0, items).mapToDouble(relations::lower).max().orElseThrow();
    return IntStream.range(0, items)
        .allMatch(i -> relations.gap(i) <= 0 || relations.upper(i) < best);
  }

  private static boolean anyOpen(Relations relations) {
    return IntStream.range(0, relations.items()).anyMatch(i -> relations.openPairs(i) > 0);
  }

  private static void copy(Relations from, Relations to) {
    for (int i = 0; i < from.items(); i++)
      for (int j = 0; j < from.items(); j++) {
        var known = from.of(i, j);
        if (known != null) to.decide(i, j, known);
      }
  }
}
