package org.penchant.app.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.BradleyTerry;
import org.penchant.rank.choice.Davidson;
import org.penchant.rank.choice.Errors;
import org.penchant.rank.choice.Fit;
import org.penchant.rank.choice.PairModel;
import org.penchant.rank.choice.Restriction;
import org.penchant.rank.choice.Tie;
import org.penchant.rank.rating.ChoiceRating;
import org.penchant.rank.rating.Diagnosis;
import org.penchant.rank.rating.LuceRating;
import org.penchant.rank.rating.Newman;
import org.penchant.rank.rating.PageRank;
import org.penchant.rank.rating.RankCentrality;
import org.penchant.rank.rating.Rater;
import org.penchant.rank.rating.Scale;
import org.penchant.rank.rating.WinRate;
import org.penchant.rank.standing.Standings;
import org.penchant.rank.standing.Uncertainty;
import org.penchant.rank.voting.Outcome;

/**
 * Makes a leaderboard of votes or orders.
 *
 * @param method how
 * @param errors where the uncertainty comes from; empty for none
 * @param confidence of intervals
 * @param largest whether to keep the largest component only, where votes do not connect all items
 * @param compare whether to rank by other methods too
 */
public record RankJob(
    RankMethod method,
    Optional<Errors> errors,
    double confidence,
    boolean largest,
    boolean compare) {
  private static final String LUCE_TIE = "log-delta-2";

  private static final List<Rater> OTHERS =
      List.of(
          ChoiceRating.defaults(),
          WinRate.defaults(),
          new Newman(),
          new RankCentrality(),
          PageRank.defaults());

  /**
   * Ranks.
   *
   * @param problems takes warnings
   * @throws ProblemsException if the data do not determine the ratings
   */
  public Leaderboard run(RankData data, Seeds seeds, Problems problems) {
    var all = data.votes();
    var diagnosis = Diagnosis.of(all);
    diagnosis.warnings().warnings().forEach(problems::add);
    var votes = largest && !diagnosis.determined() ? Restriction.toLargestComponent(all) : all;
    var board =
        switch (method) {
          case RankMethod.Choice(var choice, var scale) -> {
            var fit = choice.fit(votes);
            yield Leaderboard.of(votes, standings(fit.items(), scale, fit), diagnosis)
                .withFit(fit, shares(choice.model(), fit))
                .withUncertainty(
                    errors.map(e -> scaled(e.of(choice, votes, fit, confidence, seeds), scale)));
          }
          case RankMethod.Orders(LuceRating(var model, var scale))
              when !(data instanceof RankData.Votes) -> {
            var ballots = data.orders();
            var fit = model.fit(ballots);
            yield Leaderboard.of(votes, standings(fit.items(), scale, fit), diagnosis)
                .withFit(fit, shares(pairwise(fit), fit))
                .withUncertainty(
                    errors.map(e -> scaled(e.of(model, ballots, fit, confidence, seeds), scale)));
          }
          case RankMethod.Orders(var rater) when !(data instanceof RankData.Votes) ->
              Leaderboard.of(votes, named(rater.rate(data.orders()), method.label()), diagnosis);
          case RankMethod.Orders(var rater) ->
              throw new IllegalArgumentException(rater + " ranks orders, not votes");
          case RankMethod.Election(var rule) ->
              elected(votes, rule.elect(data.orders()), diagnosis);
          case RankMethod.Table(var rule) when data instanceof RankData.Scores(var table) ->
              elected(votes, rule.rank(table), diagnosis);
          case RankMethod.Table(var rule) ->
              throw new IllegalArgumentException(rule + " ranks tables of scores");
          case RankMethod.Pairs(var rater) ->
              Leaderboard.of(votes, named(rater.rate(votes), method.label()), diagnosis);
        };
    board = board.withNotes(notes(data, votes, all));
    return compare ? board.withOthers(others(votes)) : board;
  }

  private Leaderboard elected(VoteTable votes, Outcome outcome, Diagnosis diagnosis) {
    var board = Leaderboard.of(votes, named(outcome.standings(), method.label()), diagnosis);
    String winners =
        outcome.winners().isEmpty()
            ? "nobody is elected"
            : "elected: " + String.join(", ", outcome.winnerNames());
    return board.withNotes(List.of(winners));
  }

  private Standings standings(List<String> items, Scale scale, Fit fit) {
    return new Standings(method.label(), items, scale.apply(fit.utilities()), fit.notes());
  }

  private List<String> notes(RankData data, VoteTable votes, VoteTable all) {
    var notes = new ArrayList<String>();
    if (!(data instanceof RankData.Votes)
        && (method instanceof RankMethod.Choice || method instanceof RankMethod.Pairs))
      notes.add("every pair of an order counts as a vote");
    int left = all.items().size() - votes.items().size();
    if (left > 0)
      notes.add(
          left
              + " of "
              + all.items().size()
              + " items lie outside the largest component and are left out");
    return notes;
  }

  /** The model of pairs that Plackett and Luce's is of orders of two. */
  private static PairModel pairwise(Fit fit) {
    return fit.extraNames().contains(LUCE_TIE)
        ? new Davidson(new Tie.Fixed(fit.extra(LUCE_TIE)))
        : BradleyTerry.defaults();
  }

  /** The share a model expects of a vote, given the difference of two utilities. */
  private static DoubleUnaryOperator shares(PairModel model, Fit fit) {
    boolean free = fit.extraNames().contains(model.tieName());
    double tie =
        free
            ? fit.extra(model.tieName())
            : model.tie() instanceof Tie.Fixed(double value) ? value : model.tieless();
    return difference -> model.share(difference, tie);
  }

  private static Uncertainty scaled(Uncertainty sure, Scale scale) {
    return scale instanceof Scale.Elo(double base, double points)
        ? sure.linear(base, points / Math.log(10))
        : sure;
  }

  private static List<Standings> others(VoteTable votes) {
    var all = new ArrayList<Standings>();
    for (var rater : OTHERS)
      try {
        all.add(named(rater.rate(votes), new RankMethod.Pairs(rater).label()));
      } catch (ProblemsException undetermined) {
        // The diagnosis has said so; a comparison shows the methods that can answer.
        all.add(
            new Standings(
                new RankMethod.Pairs(rater).label(),
                votes.items(),
                nothing(votes.items().size()),
                List.of("not determined by these votes")));
      }
    return all;
  }

  private static Standings named(Standings made, String label) {
    return new Standings(label, made.items(), made.scores(), made.notes());
  }

  private static double[] nothing(int items) {
    var none = new double[items];
    java.util.Arrays.fill(none, Double.NaN);
    return none;
  }
}
