package org.penchant.rank.voting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;

/** Rules against their definitions, gone through one possibility after the other. */
class BruteForceTest {
  private static final int PROFILES = 300;

  /** Strict and complete where margins must be odd; else with ties, and items left out. */
  private static Ballots profile(RandomGenerator random, int weight, boolean odd) {
    int m = random.nextInt(2, 7);
    var ballots = new ArrayList<Ballot>();
    int voters = random.nextInt(1, 5) * 2 + 1;
    for (int b = 0; b < voters; b++) {
      int times = random.nextInt(weight) + 1;
      var strict = Ballot.of(Seeds.permutation(m, random));
      ballots.add(
          odd ? strict.withTimes(2 * times - 1) : loosened(strict, random).withTimes(times));
    }
    return new Ballots(IntStream.range(0, m).mapToObj(i -> "i" + i).toList(), ballots);
  }

  private static Ballot loosened(Ballot strict, RandomGenerator random) {
    var groups = new ArrayList<List<Integer>>();
    for (var one : strict.groups()) {
      int dice = random.nextInt(6);
      if (dice == 0) continue;
      if (dice > 1 || groups.isEmpty()) groups.add(new ArrayList<>());
      groups.getLast().addAll(one);
    }
    return new Ballot(groups, 1);
  }

  private static List<List<Integer>> orders(int m) {
    if (m == 0) return List.of(List.of());
    var all = new ArrayList<List<Integer>>();
    for (var shorter : orders(m - 1))
      for (int at = 0; at <= shorter.size(); at++) {
        var one = new ArrayList<>(shorter);
        one.add(at, m - 1);
        all.add(one);
      }
    return all;
  }

  private static double disagreements(List<Integer> order, double[][] above) {
    double sum = 0;
    for (int a = 0; a < order.size(); a++)
      for (int b = a + 1; b < order.size(); b++) sum += above[order.get(b)][order.get(a)];
    return sum;
  }

  @Test
  void kemeny() {
    var random = new Seeds(1).stream("kemeny");
    for (int k = 0; k < PROFILES; k++) {
      var ballots = profile(random, 3, false);
      double[][] above = ballots.above();
      var all = orders(above.length);
      double least = all.stream().mapToDouble(o -> disagreements(o, above)).min().orElseThrow();
      var winners = new TreeSet<Integer>();
      for (var order : all) if (disagreements(order, above) == least) winners.add(order.getFirst());
      var solution = Kemeny.defaults().solve(ballots);
      assertThat(solution.disagreements()).isEqualTo(least);
      assertThat(solution.bound()).isEqualTo(least);
      assertThat(disagreements(solution.order(), above)).isEqualTo(least);
      assertThat(Kemeny.defaults().elect(ballots).winners()).containsExactlyElementsOf(winners);
      var byCuts = new Kemeny(0, 500).solve(ballots);
      assertThat(byCuts.optimal()).isTrue();
      assertThat(byCuts.disagreements()).isEqualTo(least);
    }
  }

  private static double widest(double[][] win, int from, int to, BitSet seen) {
    double best = win[from][to];
    seen.set(from);
    for (int k = 0; k < win.length; k++)
      if (!seen.get(k) && k != to && win[from][k] > 0)
        best = Math.max(best, Math.min(win[from][k], widest(win, k, to, seen)));
    seen.clear(from);
    return best;
  }

  @Test
  void schulze() {
    var random = new Seeds(1).stream("schulze");
    for (int n = 0; n < PROFILES; n++) {
      var ballots = profile(random, 4, false);
      double[][] above = ballots.above();
      int m = above.length;
      var win = new double[m][m];
      for (int i = 0; i < m; i++)
        for (int j = 0; j < m; j++) win[i][j] = above[i][j] > above[j][i] ? above[i][j] : 0;
      int[] places = Schulze.defaults().elect(ballots).places();
      var winners = new ArrayList<Integer>();
      for (int i = 0; i < m; i++) {
        boolean best = true;
        for (int j = 0; j < m; j++) {
          if (i == j) continue;
          double there = widest(win, i, j, new BitSet());
          double back = widest(win, j, i, new BitSet());
          best &= there >= back;
          if (there > back) assertThat(places[i]).isLessThan(places[j]);
        }
        if (best) winners.add(i);
      }
      assertThat(Schulze.defaults().elect(ballots).winners()).isEqualTo(winners);
    }
  }

  /** Where no two wins are equally strong, locking from the top is lexicographically best. */
  @Test
  void rankedPairs() {
    var random = new Seeds(1).stream("pairs");
    for (int n = 0; n < PROFILES; n++) {
      var ballots = profile(random, 1_000_000, true);
      double[][] above = ballots.above();
      var wins = new ArrayList<int[]>();
      for (int i = 0; i < above.length; i++)
        for (int j = 0; j < above.length; j++)
          if (above[i][j] > above[j][i]) wins.add(new int[] {i, j});
      wins.sort(Comparator.comparingDouble(w -> -above[w[0]][w[1]]));
      Comparator<List<Integer>> lexicographic =
          (a, b) -> {
            for (var win : wins) {
              boolean inA = a.indexOf(win[0]) < a.indexOf(win[1]);
              boolean inB = b.indexOf(win[0]) < b.indexOf(win[1]);
              if (inA != inB) return inA ? 1 : -1;
            }
            return 0;
          };
      boolean tied =
          IntStream.range(1, wins.size())
              .anyMatch(w ->
                  above[wins.get(w)[0]][wins.get(w)[1]]
                      == above[wins.get(w - 1)[0]][wins.get(w - 1)[1]]);
      if (tied) continue;
      var best = orders(above.length).stream().max(lexicographic).orElseThrow();
      assertThat(RankedPairs.defaults().elect(ballots).order())
          .isEqualTo(best.stream().map(List::of).toList());
    }
  }

  /**
   * With odd margins one lottery is maximal (Laffond, Laslier, Le Breton 1997): it loses to no item
   * and beats every item outside its support.
   */
  @Test
  void maximalLotteries() {
    var random = new Seeds(1).stream("lotteries");
    for (int n = 0; n < PROFILES; n++) {
      var ballots = profile(random, 4, true);
      double[][] above = ballots.above();
      for (boolean margins : new boolean[] {true, false}) {
        var outcome = new MaximalLotteries(margins).elect(ballots);
        double[] p = outcome.scores();
        assertThat(java.util.Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
        assertThat(outcome.winners().size() % 2).isOne();
        for (int j = 0; j < p.length; j++) {
          double against = 0;
          for (int i = 0; i < p.length; i++) {
            double margin = above[i][j] - above[j][i];
            against += p[i] * (margins ? margin : Math.signum(margin));
          }
          if (outcome.winners().contains(j)) assertThat(against).isCloseTo(0, within(1e-10));
          else assertThat(against).isGreaterThan(1e-10);
        }
      }
    }
  }

  @Test
  void smithMinimaxAndUncovered() {
    var random = new Seeds(1).stream("sets");
    for (int n = 0; n < PROFILES; n++) {
      var ballots = profile(random, 3, n % 2 == 0);
      double[][] above = ballots.above();
      int m = above.length;
      int smith = (1 << m) - 1;
      for (int set = 1; set < 1 << m; set++)
        if (dominates(above, set) && Integer.bitCount(set) < Integer.bitCount(smith)) smith = set;
      int found = smith;
      assertThat(SmithSet.defaults().elect(ballots).winners())
          .isEqualTo(IntStream.range(0, m).filter(i -> (found >> i & 1) == 1).boxed().toList());
      if (n % 2 == 0) {
        assertThat(new UncoveredSet().elect(ballots).winners())
            .isEqualTo(IntStream.range(0, m).filter(i -> twoSteps(above, i)).boxed().toList());
        assertThat(new SmithSet(true).elect(ballots).winners())
            .isEqualTo(SmithSet.defaults().elect(ballots).winners());
      }
      double[] margins = new Minimax(Strength.MARGINS).elect(ballots).scores();
      for (int i = 0; i < m; i++) {
        double worst = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < m; j++) if (i != j) worst = Math.max(worst, above[j][i] - above[i][j]);
        assertThat(margins[i]).isEqualTo(-worst);
      }
    }
  }

  private static boolean dominates(double[][] above, int set) {
    for (int i = 0; i < above.length; i++)
      for (int j = 0; j < above.length; j++)
        if ((set >> i & 1) == 1 && (set >> j & 1) == 0 && above[i][j] <= above[j][i]) return false;
    return true;
  }

  /** In a tournament an item is uncovered if it beats everyone in one step or two. */
  private static boolean twoSteps(double[][] above, int i) {
    int m = above.length;
    return IntStream.range(0, m)
        .allMatch(j ->
            j == i
                || above[i][j] > above[j][i]
                || IntStream.range(0, m)
                    .anyMatch(k -> above[i][k] > above[k][i] && above[k][j] > above[j][k]));
  }

  /** Thirty items without structure, far from any order: branch and bound proves its answer. */
  @Test
  void kemenyOfThirtyItemsIsProved() {
    var random = new Seeds(2).stream("thirty");
    for (int voters : new int[] {9, 101}) {
      var ballots = new ArrayList<Ballot>();
      for (int b = 0; b < voters; b++) ballots.add(Ballot.of(Seeds.permutation(30, random)));
      var all = new Ballots(IntStream.range(0, 30).mapToObj(i -> "i" + i).toList(), ballots);
      var solution = Kemeny.defaults().solve(all);
      assertThat(solution.optimal()).isTrue();
      assertThat(disagreements(solution.order(), all.above())).isEqualTo(solution.disagreements());
      assertThat(solution.bound()).isEqualTo(solution.disagreements());
    }
  }

  @Test
  void kemenyStatesItsGapWhenItMayNotSearch() {
    var random = new Seeds(0).stream("gap");
    for (int seed = 0; seed < 20; seed++) {
      var ballots = new ArrayList<Ballot>();
      for (int b = 0; b < 5; b++) ballots.add(Ballot.of(Seeds.permutation(16, random)));
      var all = new Ballots(IntStream.range(0, 16).mapToObj(i -> "i" + i).toList(), ballots);
      var hasty = new Kemeny(0, 1).solve(all);
      var exact = new Kemeny(16, 1).solve(all);
      assertThat(hasty.bound()).isLessThanOrEqualTo(exact.disagreements());
      assertThat(hasty.disagreements()).isGreaterThanOrEqualTo(exact.disagreements());
      if (hasty.optimal()) assertThat(hasty.disagreements()).isEqualTo(exact.disagreements());
    }
  }
}
