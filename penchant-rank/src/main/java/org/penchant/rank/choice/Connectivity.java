package org.penchant.rank.choice;

import java.util.List;
import java.util.stream.Collectors;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.VoteTable;

/** Refuses votes that leave ratings open, and says which items and what to do. */
public final class Connectivity {
  private static final int SHOWN = 5;
  private static final String REMEDY =
      "give a penalty (ridge, virtual-opponent or firth), or keep the largest component only";

  private Connectivity() {}

  /**
   * Holds when a chain of wins, or of ties, leads from every item to every other.
   *
   * @throws org.penchant.core.problems.ProblemsException otherwise, naming those it does not
   */
  public static void require(VoteTable votes) {
    var problems = new Problems();
    var graph = WinGraph.of(votes, true);
    var components = graph.components();
    if (components.size() <= 1) return;
    boolean explained = false;
    for (int item : graph.winless()) {
      problems.error(name(votes, item), "", "never won: its rating has no lower end", REMEDY);
      explained = true;
    }
    for (int item : graph.undefeated()) {
      problems.error(name(votes, item), "", "never lost: its rating has no upper end", REMEDY);
      explained = true;
    }
    for (var component : components.subList(1, components.size())) {
      if (explained && component.size() == 1) continue;
      problems.error(
          names(votes, component),
          "",
          "no chain of wins leads to and from these and "
              + names(votes, components.getFirst())
              + ", so their ratings cannot be compared",
          REMEDY);
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
  }

  private static String name(VoteTable votes, int item) {
    return "'" + votes.items().get(item) + "'";
  }

  private static String names(VoteTable votes, List<Integer> items) {
    String shown =
        items.stream().limit(SHOWN).map(i -> name(votes, i)).collect(Collectors.joining(", "));
    return items.size() > SHOWN ? shown + " and " + (items.size() - SHOWN) + " more" : shown;
  }
}
