package org.penchant.data.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

/** The search against the plain definition, by brute force. */
class CycleSearchTest {
  @Test
  void opposedVerdictsAreNoCycle() {
    assertThat(CycleSearch.cycles(List.of(edge(0, 1), edge(1, 0), edge(1, 2), edge(2, 1))))
        .isEmpty();
  }

  @Test
  void aCycleIsFoundAmongOpposedVerdicts() {
    var cycles =
        CycleSearch.cycles(List.of(edge(0, 1), edge(1, 0), edge(1, 2), edge(2, 0), edge(3, 0)));
    assertThat(cycles).hasSize(1);
    assertThat(cycles.getFirst()).hasSize(3);
  }

  @RepeatedTest(200)
  void findsACycleExactlyWhereOneIs(RepetitionInfo info) {
    RandomGenerator random = new Seeds(info.getCurrentRepetition()).stream("cycles");
    int n = 3 + random.nextInt(4);
    boolean[][] beats = new boolean[n][n];
    var edges = new ArrayList<Edge>();
    for (int k = random.nextInt(2 * n); k > 0; k--) {
      int a = random.nextInt(n);
      int b = random.nextInt(n);
      beats[a][b] = true;
      edges.add(edge(a, b));
    }
    var cycles = CycleSearch.cycles(edges);
    assertThat(!cycles.isEmpty()).isEqualTo(hasCycle(beats));
    for (var cycle : cycles) {
      assertThat(cycle).hasSizeGreaterThanOrEqualTo(3);
      assertThat(cycle.stream().map(Edge::winner)).doesNotHaveDuplicates();
      for (int i = 0; i < cycle.size(); i++)
        assertThat(cycle.get(i).loser()).isEqualTo(cycle.get((i + 1) % cycle.size()).winner());
    }
  }

  private static boolean hasCycle(boolean[][] beats) {
    for (int start = 0; start < beats.length; start++)
      if (walk(beats, start, start, 1 << start, 1)) return true;
    return false;
  }

  private static boolean walk(boolean[][] beats, int start, int at, int seen, int length) {
    for (int next = 0; next < beats.length; next++) {
      if (!beats[at][next]) continue;
      if (next == start && length >= 3) return true;
      if ((seen >> next & 1) == 0 && walk(beats, start, next, seen | 1 << next, length + 1))
        return true;
    }
    return false;
  }

  private static Edge edge(long winner, long loser) {
    return new Edge(
        new Fingerprint(9, 9),
        new Fingerprint(winner, 0),
        new Fingerprint(loser, 0),
        new Place("file", 10 * winner + loser, ""));
  }
}
