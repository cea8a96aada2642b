package org.penchant.app.rank;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.random.Seeds;
import org.penchant.core.seam.Judge;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.rank.ask.NextPairs;
import org.penchant.rank.ask.StoppingRule;
import org.penchant.rank.choice.Errors;
import org.penchant.rank.choice.Fit;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.choice.Penalty;
import org.penchant.rank.standing.Uncertainty;

/**
 * Asks about the pairs that teach most until places are sure. Utilities are fitted with a weak
 * ridge, so that items without a vote are asked about and not refused.
 *
 * @param next which pairs
 * @param stop when places are sure
 * @param batch pairs asked between two fits, at least 1
 * @param confidence of places
 */
public record AskJob(NextPairs next, StoppingRule stop, int batch, double confidence) {
  private static final double RIDGE = 0.1;
  private static final PairwiseChoice CHOICE =
      PairwiseChoice.defaults().withPenalty(new Penalty.Ridge(RIDGE));

  public AskJob {
    if (batch < 1) throw new IllegalArgumentException("batch = " + batch + ", must be at least 1");
  }

  /** A pair to ask about, by name. */
  public record Pair(String first, String second, double worth, double probability) {}

  /**
   * Where asking stands.
   *
   * @param fit with the ridge
   * @param sure whether the stopping rule is met
   */
  public record State(VoteTable votes, Fit fit, Uncertainty uncertainty, boolean sure) {}

  /** The votes with items that may have none. */
  public static VoteTable withItems(VoteTable votes, Iterable<String> items) {
    var tally = VoteTally.ofPairs();
    var all = new LinkedHashSet<>(votes.items());
    items.forEach(all::add);
    all.forEach(tally::item);
    add(tally, votes);
    return tally.table();
  }

  /** The votes and one more. */
  public static VoteTable with(VoteTable votes, Vote more) {
    var tally = VoteTally.ofPairs();
    votes.items().forEach(tally::item);
    add(tally, votes);
    return tally.add(more).table();
  }

  public State state(VoteTable votes, Seeds seeds) {
    var fit = votes.votes() > 0 ? CHOICE.fit(votes) : nothing(votes.items());
    var sure = new Errors.Hessian().of(CHOICE, votes, fit, confidence, seeds.child("places"));
    return new State(votes, fit, sure, stop.met(sure));
  }

  /** The pairs to ask next. */
  public List<Pair> pairs(State state, int count, RandomGenerator random) {
    var items = state.fit().items();
    return next.of(state.votes(), state.fit(), count, random).stream()
        .map(s -> new Pair(items.get(s.first()), items.get(s.second()), s.worth(), s.probability()))
        .toList();
  }

  /**
   * Asks a judge until the rule is met or the budget is spent.
   *
   * @param budget most pairs asked
   * @param answered hears of every vote at once, so that none is lost
   */
  public State run(
      VoteTable start,
      CandidatePool pool,
      Judge judge,
      int budget,
      Consumer<Vote> answered,
      Seeds seeds) {
    var random = seeds.stream("asking");
    var state = state(start, seeds);
    int asked = 0;
    while (!state.sure() && asked < budget) {
      var tally = VoteTally.ofPairs();
      state.votes().items().forEach(tally::item);
      add(tally, state.votes());
      for (var pair : pairs(state, Math.min(batch, budget - asked), random)) {
        var question = pool.draw(pair.first(), pair.second(), random);
        var vote =
            vote(
                pair,
                judge.judge(
                    Content.of(question.prompt()),
                    List.of(
                        Candidate.response(question.first()),
                        Candidate.response(question.second()))));
        answered.accept(vote.withGroup(question.prompt()));
        tally.add(vote);
        asked++;
      }
      state = state(tally.table(), seeds);
    }
    return state;
  }

  /** What the ridge alone says: utilities of 0 with its variance. */
  private static Fit nothing(List<String> items) {
    int n = items.size();
    var variance = new double[n][n];
    for (int i = 0; i < n; i++) variance[i][i] = 1 / RIDGE;
    var notes = List.of("there are no votes yet");
    return new Fit(
        CHOICE.toString(),
        items,
        new double[n],
        List.of(),
        new double[0],
        Optional.of(variance),
        0,
        0,
        0,
        0,
        notes);
  }

  private static Vote vote(Pair pair, Feedback feedback) {
    if (!(feedback instanceof Feedback.Pairwise said))
      throw new IllegalArgumentException("a pair is answered by " + feedback);
    double outcome =
        switch (said.outcome()) {
          case FIRST -> Vote.WON;
          case SECOND -> Vote.LOST;
          case TIE, BOTH_BAD -> Vote.TIED;
        };
    return Vote.of(pair.first(), pair.second(), outcome)
        .withBothBad(said.outcome() == Feedback.Outcome.BOTH_BAD);
  }

  private static void add(VoteTally tally, VoteTable votes) {
    for (int r = 0; r < votes.rows(); r++)
      tally.add(
          Vote.of(
                  votes.items().get(votes.first(r)),
                  votes.items().get(votes.second(r)),
                  votes.outcome(r))
              .withBothBad(votes.bothBad(r))
              .withWeight(votes.weight(r))
              .withTimes(votes.times(r)));
  }
}
