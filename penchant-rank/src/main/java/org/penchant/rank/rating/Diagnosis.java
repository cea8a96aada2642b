package org.penchant.rank.rating;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.WinGraph;

/**
 * What votes can bear, before any number is made of them.
 *
 * @param items how many
 * @param votes how many
 * @param components groups within which everything can be rated, the largest first: strongly
 *     connected components of who took a part of a vote from whom; one if all is well
 * @param winless items compared that took nothing from anyone
 * @param undefeated items compared from which nobody took anything
 * @param unseen items without a vote
 * @param cyclicTriads of the triples with a majority in each pair, the share that runs in a circle;
 *     1/4 by pure chance; NaN without such triples, and beyond 2,000 items
 * @param tieRate the share of ties in the mass of votes, both-bad included
 * @param bothBadRate the share of both-bad
 * @param annotators how well each agrees with a model of all; empty if they are not kept
 * @param twins pairs of items with nearly the same record against everyone
 */
public record Diagnosis(
    int items,
    double votes,
    List<List<String>> components,
    List<String> winless,
    List<String> undefeated,
    List<String> unseen,
    double cyclicTriads,
    double tieRate,
    double bothBadRate,
    List<AnnotatorFit> annotators,
    List<Twins> twins) {
  private static final double MANY_CYCLES = 0.2;

  public static Diagnosis of(VoteTable votes) {
    var graph = WinGraph.of(votes, true);
    double all = 0;
    double tied = 0;
    double bad = 0;
    var met = new boolean[votes.items().size()];
    for (int r = 0; r < votes.rows(); r++) {
      if (!(votes.mass(r) > 0)) continue;
      all += votes.mass(r);
      if (votes.outcome(r) == 0.5) tied += votes.mass(r);
      if (votes.bothBad(r)) bad += votes.mass(r);
      met[votes.first(r)] = true;
      met[votes.second(r)] = true;
    }
    return new Diagnosis(
        votes.items().size(),
        votes.votes(),
        graph.components().stream().map(c -> names(votes, c)).toList(),
        names(votes, graph.winless()),
        names(votes, graph.undefeated()),
        names(votes, IntStream.range(0, met.length).filter(i -> !met[i]).boxed().toList()),
        Triads.cyclic(votes),
        all > 0 ? tied / all : Double.NaN,
        all > 0 ? bad / all : Double.NaN,
        AnnotatorFit.of(votes),
        Twins.of(votes));
  }

  /** Whether maximum likelihood gives every item a rating. */
  public boolean determined() {
    return components.size() <= 1;
  }

  /** What a reader should be warned of. */
  public Problems warnings() {
    var problems = new Problems();
    if (!determined())
      problems.warn(
          "votes",
          components.size() + " components",
          "ratings are not determined by the votes alone",
          "regularise with ridge, virtual-opponent or firth, or keep the largest component");
    for (var item : winless)
      problems.warn("'" + item + "'", "", "never won", "its rating is what the penalty makes it");
    for (var item : undefeated)
      problems.warn("'" + item + "'", "", "never lost", "its rating is what the penalty makes it");
    for (var item : unseen)
      problems.warn("'" + item + "'", "", "has no vote", "leave it out, or compare it");
    if (cyclicTriads > MANY_CYCLES)
      problems.warn(
          "votes",
          String.format(Locale.ROOT, "%.3f", cyclicTriads),
          "nearly as many triples run in a circle as by chance, 0.25",
          "one scale may not describe these votes; compare with voting rules");
    for (var fit : annotators)
      if (fit.flagged())
        problems.warn(
            "annotator '" + fit.annotator() + "'",
            String.format(Locale.ROOT, "agreement %.3f", fit.agreement()),
            "agrees less with the others than the model allows",
            "look at their votes, or fit crowd-bradley-terry");
    for (var twins : this.twins)
      problems.warn(
          "'" + twins.item() + "' and '" + twins.other() + "'",
          String.format(Locale.ROOT, "%.4f", twins.distance()),
          "have nearly the same record against everyone",
          "check whether they are the same; copies distort counts and votes");
    return problems;
  }

  private static List<String> names(VoteTable votes, List<Integer> items) {
    return items.stream().map(votes.items()::get).toList();
  }
}
