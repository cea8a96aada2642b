package org.penchant.rank.voting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;

/** Whether a rule keeps an axiom on given ballots, under one random change where it needs one. */
record AxiomTest(VotingRule rule, Axiom axiom) {
  Optional<Witness> broken(Ballots ballots, RandomGenerator random) {
    var won = rule.elect(ballots).winners();
    return switch (axiom) {
      case ANONYMITY -> {
        var split = Changes.shuffledAndSplit(ballots, random);
        yield unless(winners(split).equals(won), ballots, split, won);
      }
      case NEUTRALITY -> {
        int[] names = Seeds.permutation(ballots.items().size(), random);
        var renamed = Changes.renamed(ballots, names);
        var expected = won.stream().map(i -> names[i]).sorted().toList();
        yield unless(winners(renamed).equals(expected), ballots, renamed, won);
      }
      case PARETO -> unless(won.stream().noneMatch(i -> dominated(ballots, i)), ballots, won);
      case MAJORITY -> unless(aloneIfAny(new Plurality(), ballots, won), ballots, won);
      case CONDORCET -> unless(aloneIfAny(CondorcetWinner.defaults(), ballots, won), ballots, won);
      case MONOTONICITY -> {
        if (won.isEmpty()) yield Optional.empty();
        int raised = won.get(random.nextInt(won.size()));
        var lifted = Changes.raised(ballots, raised, random);
        yield unless(winners(lifted).contains(raised), ballots, lifted, won);
      }
      case PARTICIPATION -> {
        var extra = Changes.oneMore(ballots, random);
        yield unless(keepsFaith(won, winners(extra), extra), ballots, extra, won);
      }
      case REVERSAL_SYMMETRY -> {
        var turned = Changes.reversed(ballots);
        boolean kept = won.size() != 1 || !winners(turned).contains(won.getFirst());
        yield unless(kept, ballots, turned, won);
      }
      case CLONE_INDEPENDENCE -> {
        int item = random.nextInt(ballots.items().size());
        var more = Changes.cloned(ballots, item, random);
        var merged =
            winners(more).stream()
                .map(i -> i >= ballots.items().size() ? item : i)
                .distinct()
                .sorted()
                .toList();
        yield unless(merged.equals(won), ballots, more, won);
      }
    };
  }

  private List<Integer> winners(Ballots ballots) {
    return rule.elect(ballots).winners();
  }

  private Optional<Witness> unless(boolean kept, Ballots ballots, List<Integer> won) {
    return unless(kept, ballots, ballots, won);
  }

  private Optional<Witness> unless(
      boolean kept, Ballots ballots, Ballots after, List<Integer> won) {
    if (kept) return Optional.empty();
    String says = rule + " breaks " + axiom + ": " + won + " win, then " + winners(after);
    return Optional.of(new Witness(axiom, ballots, after, says));
  }

  private static boolean dominated(Ballots ballots, int item) {
    double[][] above = ballots.above();
    for (int other = 0; other < above.length; other++)
      if (other != item && above[other][item] > 0 && above[item][other] == 0) return true;
    return false;
  }

  /** Majority is asked where the leader of plurality has more than half of the votes. */
  private boolean aloneIfAny(VotingRule criterion, Ballots ballots, List<Integer> won) {
    var outcome = criterion.elect(ballots);
    var due = outcome.winners();
    if (due.size() != 1) return true;
    boolean owed =
        outcome.scores().length == 0 || 2 * outcome.scores()[due.getFirst()] > ballots.voters();
    return !owed || won.equals(due);
  }

  private static boolean keepsFaith(List<Integer> before, List<Integer> after, Ballots extra) {
    if (before.size() != 1 || after.size() != 1 || before.equals(after)) return true;
    Ballot last = extra.ballots().getLast();
    var order = new ArrayList<Integer>();
    last.groups().forEach(order::addAll);
    return order.indexOf(before.getFirst()) > order.indexOf(after.getFirst());
  }
}
