package org.penchant.data.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Prompts whose verdicts go round: A over B, B over C, C over A. */
final class Cycles implements Check {
  private final int limit;
  private final List<Edge> edges = new ArrayList<>();

  Cycles(int limit) {
    this.limit = limit;
  }

  @Override
  public String name() {
    return "intransitive-cycles";
  }

  @Override
  public String rule() {
    return "the verdicts on a prompt's replies must allow an order";
  }

  @Override
  public String remedy() {
    return "drop the verdict you trust least, or use a method that needs no order";
  }

  @Override
  public void see(LintRow row) {
    edges.addAll(Edge.of(row));
  }

  @Override
  public Found found() {
    var sorted = new ArrayList<>(edges);
    sorted.sort(Comparator.comparing(Edge::prompt));
    var found = new ArrayList<List<Edge>>();
    for (int from = 0; from < sorted.size(); ) {
      int to = from + 1;
      while (to < sorted.size() && sorted.get(to).prompt().equals(sorted.get(from).prompt())) to++;
      if (to - from > 2) found.addAll(CycleSearch.cycles(sorted.subList(from, to)));
      from = to;
    }
    found.sort(
        Comparator.comparing((List<Edge> cycle) -> cycle.getFirst().place().file())
            .thenComparing(cycle -> cycle.getFirst().place().row()));
    var places = new Places(limit);
    for (var cycle : found) {
      Place first = cycle.getFirst().place();
      String others =
          cycle.stream().skip(1).map(e -> e.place().toString()).collect(Collectors.joining(", "));
      places.add(new Place(first.file(), first.row(), cycle.size() + " verdicts, with " + others));
    }
    return places.found();
  }
}
