package org.penchant.rank.judge.sparse;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.rank.judge.PairJudge;
import org.penchant.rank.rating.Counting;
import org.penchant.rank.rating.Rater;
import org.penchant.rank.standing.Standings;

/**
 * Reranks a first-stage order by a rating of some ordered pairs, each asked once (arXiv
 * 2207.04470). Equal scores keep the first-stage order.
 */
public record SparseReranking(PairSampler sampler, Rater rater) {
  /** A third of the pairs in a skip window, their probabilities summed. */
  public static SparseReranking defaults() {
    return new SparseReranking(PairSampler.Window.defaults(), new Counting());
  }

  /**
   * What came of it.
   *
   * @param order items, best first; those in no vote last, as the first stage had them
   * @param calls of the judge
   * @param failed replies that could not be read; they are no votes
   */
  public record Outcome(List<Integer> order, int calls, int failed, List<String> notes) {}

  /** Asks the judge and reranks. */
  public Outcome rank(List<Integer> initial, PairJudge judge, RandomGenerator random) {
    var sample = sampler.sample(initial.size(), random);
    var heard = ask(sample, (i, j) -> judge.compare(initial.get(i), initial.get(j)));
    var notes = new ArrayList<>(sample.notes());
    var met = new boolean[sample.items()];
    for (int r = 0; r < heard.rows(); r++) met[heard.first(r)] = met[heard.second(r)] = true;
    var standings = rater.rate(heard);
    notes.addAll(standings.notes());
    var order = order(standings, met);
    long never = IntStream.range(0, met.length).filter(i -> !met[i]).count();
    if (never > 0) notes.add(never + " items are in no vote and stand last");
    int failed = sample.pairs().size() - (int) Math.round(heard.votes());
    return new Outcome(
        order.stream().map(initial::get).toList(),
        sample.pairs().size(),
        failed,
        List.copyOf(notes));
  }

  /** The answers as votes on places, "0" to "n - 1" in this order; each ordered pair is one. */
  public static VoteTable ask(PairSample sample, PairJudge judge) {
    var tally = VoteTally.ofPairs();
    for (int i = 0; i < sample.items(); i++) tally.item(String.valueOf(i));
    for (var pair : sample.pairs())
      judge
          .compare(pair.first(), pair.second())
          .ifPresent(said ->
              tally.add(
                  Vote.of(
                      String.valueOf(pair.first()),
                      String.valueOf(pair.second()),
                      said.probability())));
    return tally.table();
  }

  private static List<Integer> order(Standings standings, boolean[] met) {
    var order = standings.order(IntStream.range(0, met.length).boxed().toList());
    var known = new ArrayList<>(order.stream().filter(i -> met[i]).toList());
    IntStream.range(0, met.length).filter(i -> !met[i]).forEach(known::add);
    return known;
  }
}
