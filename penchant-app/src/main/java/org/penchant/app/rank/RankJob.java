package org.penchant.app.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.Errors;
import org.penchant.rank.choice.Fit;
import org.penchant.rank.choice.Restriction;
import org.penchant.rank.rating.ChoiceRating;
import org.penchant.rank.rating.Diagnosis;
import org.penchant.rank.rating.Newman;
import org.penchant.rank.rating.PageRank;
import org.penchant.rank.rating.RankCentrality;
import org.penchant.rank.rating.Rater;
import org.penchant.rank.rating.Scale;
import org.penchant.rank.rating.WinRate;
import org.penchant.rank.standing.Standings;
import org.penchant.rank.standing.Uncertainty;

/**
 * Makes a leaderboard of votes.
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
   * @throws ProblemsException if the votes do not determine the ratings
   */
  public Leaderboard run(VoteTable all, Seeds seeds, Problems problems) {
    var diagnosis = Diagnosis.of(all);
    diagnosis.warnings().warnings().forEach(problems::add);
    var votes = largest && !diagnosis.determined() ? Restriction.toLargestComponent(all) : all;
    var others = compare ? others(votes) : List.<Standings>of();
    return switch (method) {
      case RankMethod.Choice(var choice, var scale) -> {
        var fit = choice.fit(votes);
        Optional<Uncertainty> sure =
            errors.map(e -> scaled(e.of(choice, votes, fit, confidence, seeds), scale));
        yield new Leaderboard(
            votes,
            standings(method.label(), fit, scale, votes, all),
            sure,
            Optional.of(fit),
            diagnosis,
            others);
      }
      case RankMethod.Pairs(var rater) ->
          new Leaderboard(
              votes,
              named(rater.rate(votes), method.label()),
              Optional.empty(),
              Optional.empty(),
              diagnosis,
              others);
      case RankMethod.Orders orders ->
          throw new IllegalArgumentException(orders + " ranks orders, not votes");
    };
  }

  private static Standings standings(
      String label, Fit fit, Scale scale, VoteTable votes, VoteTable all) {
    var notes = new ArrayList<>(fit.notes());
    if (votes.items().size() < all.items().size())
      notes.add(
          all.items().size()
              - votes.items().size()
              + " of "
              + all.items().size()
              + " items lie outside the largest component and are left out");
    return new Standings(label, fit.items(), scale.apply(fit.utilities()), notes);
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
