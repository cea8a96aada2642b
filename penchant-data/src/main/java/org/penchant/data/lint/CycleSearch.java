package org.penchant.data.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds cycles of three or more replies among the verdicts on one prompt.
 *
 * <p>A cycle through u over v exists exactly if a path leads from v back to u without the verdict v
 * over u; a breadth-first search finds the shortest. Each cycle found is taken out of the graph, so
 * none shares a verdict with another.
 */
final class CycleSearch {
  private final Map<Fingerprint, Map<Fingerprint, Edge>> graph = new LinkedHashMap<>();

  private CycleSearch(List<Edge> edges) {
    for (Edge edge : edges)
      graph
          .computeIfAbsent(edge.winner(), _ -> new LinkedHashMap<>())
          .putIfAbsent(edge.loser(), edge);
  }

  static List<List<Edge>> cycles(List<Edge> edges) {
    var search = new CycleSearch(edges);
    var cycles = new ArrayList<List<Edge>>();
    search.trim();
    for (Edge edge : search.edges()) {
      if (!search.has(edge)) continue;
      List<Edge> back = search.path(edge);
      if (back == null) continue;
      var cycle = new ArrayList<Edge>();
      cycle.add(edge);
      cycle.addAll(back);
      cycles.add(cycle);
      cycle.forEach(search::remove);
      search.trim();
    }
    return cycles;
  }

  private List<Edge> edges() {
    var all = new ArrayList<Edge>();
    for (var losers : graph.values()) all.addAll(losers.values());
    return all;
  }

  private boolean has(Edge edge) {
    return graph.getOrDefault(edge.winner(), Map.of()).get(edge.loser()) == edge;
  }

  private void remove(Edge edge) {
    var losers = graph.get(edge.winner());
    if (losers != null) losers.remove(edge.loser());
  }

  /** Takes out verdicts over replies that beat nobody, until none is left: they close no cycle. */
  private void trim() {
    boolean changed = true;
    while (changed) {
      graph.values().removeIf(Map::isEmpty);
      changed = false;
      for (var losers : graph.values())
        changed |= losers.keySet().removeIf(loser -> !graph.containsKey(loser));
    }
  }

  private @Nullable List<Edge> path(Edge edge) {
    var reachedBy = new HashMap<Fingerprint, Edge>();
    var queue = new ArrayDeque<Fingerprint>();
    queue.add(edge.loser());
    while (!queue.isEmpty()) {
      Fingerprint at = queue.remove();
      for (Edge step : graph.getOrDefault(at, Map.of()).values()) {
        boolean reversal = at.equals(edge.loser()) && step.loser().equals(edge.winner());
        if (reversal || step.loser().equals(edge.loser())) continue;
        if (reachedBy.putIfAbsent(step.loser(), step) != null) continue;
        if (step.loser().equals(edge.winner())) return walk(edge, reachedBy);
        queue.add(step.loser());
      }
    }
    return null;
  }

  private static List<Edge> walk(Edge edge, Map<Fingerprint, Edge> reachedBy) {
    var path = new ArrayDeque<Edge>();
    Fingerprint at = edge.winner();
    while (!at.equals(edge.loser())) {
      Edge step = reachedBy.get(at);
      if (step == null) throw new IllegalStateException("a path that was found is gone");
      path.addFirst(step);
      at = step.winner();
    }
    return List.copyOf(path);
  }
}
