package org.penchant.rank.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.rating.ChoiceRating;
import org.penchant.rank.rating.Counting;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.seed.RandomCase;

/** The golden numbers, identities and traps of specification 035. */
class RobustCompletionTest {
  private static final RobustCompletion OUTLIERS = RobustCompletion.defaults();
  private static final RobustCompletion COMPLETION =
      OUTLIERS.withSuspicion(new Suspicion.Quantile(0));

  private static List<String> names(int n) {
    return IntStream.range(0, n).mapToObj(i -> "item " + i).toList();
  }

  private static double[][] probabilities(double[] w) {
    double[][] p = new double[w.length][w.length];
    for (int i = 0; i < w.length; i++)
      for (int j = 0; j < w.length; j++) p[i][j] = 1 / (1 + Math.exp(w[j] - w[i]));
    return p;
  }

  private static PairMatrix matrix(double[][] p) {
    return PairMatrix.ofProbabilities(names(p.length), p, 0);
  }

  private static double[] utilities(int n, RandomGenerator random) {
    double[] w = new double[n];
    for (int i = 0; i < n; i++) w[i] = random.nextGaussian();
    return w;
  }

  @Test
  void goldenNumbers() {
    var golden =
        Golden.read(RobustCompletionTest.class, "/golden/matrix/035-curatron.json")
            .cases()
            .getFirst();
    double[] w = golden.inputs().numbers("utilities");
    var completed = COMPLETION.of(matrix(probabilities(w)));
    golden.check("singular", completed.singularValues());
    double[] rows = completed.utilities();
    for (int i = 0; i < 3; i++) rows[i] *= 3;
    golden.check("rows", rows);
    golden.check("probability", completed.probability(2, 1));
    golden.check("odds", completed.low()[2][1]);
    assertThat(completed.gap()).isGreaterThan(1e9);
  }

  /** Two items have two singular values, which rank 2 keeps: none is left out. */
  @Test
  void twoItemsLeaveNoGap() {
    var two = PairMatrix.ofWins(List.of("a", "b"), new double[][] {{0, 3}, {1, 0}});
    assertThat(COMPLETION.of(two).gap()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void cleanDataComesBackExactly() {
    RandomCase.run(
        10,
        random -> {
          double[] w = utilities(12, random);
          for (var way : List.of(OUTLIERS, COMPLETION)) {
            var completed = way.of(matrix(probabilities(w)));
            for (int i = 0; i < 12; i++)
              for (int j = 0; j < 12; j++) {
                assertThat(completed.low()[i][j]).isCloseTo(w[i] - w[j], within(1e-10));
                assertThat(completed.low()[i][j] + completed.low()[j][i]).isZero();
              }
            double mean = IntStream.range(0, 12).mapToDouble(i -> w[i]).sum() / 12;
            for (int i = 0; i < 12; i++)
              assertThat(completed.utilities()[i]).isCloseTo(w[i] - mean, within(1e-10));
            assertThat(completed.flaggedPairs()).isEmpty();
          }
        });
  }

  @Test
  void plantedCorruptionIsFlaggedOnceAndRepaired() {
    var random = new Seeds(2).stream("planted");
    double[] w = utilities(30, random);
    double[][] p = probabilities(w);
    var planted = new ArrayList<List<Integer>>();
    for (int k = 0; k < 30; k++) {
      int i = random.nextInt(30);
      int j = (i + 1 + random.nextInt(29)) % 30;
      if (Math.abs(w[i] - w[j]) < 1) continue;
      p[i][j] = w[i] < w[j] ? 0.95 : 0.05;
      p[j][i] = 1 - p[i][j];
      planted.add(List.of(Math.min(i, j), Math.max(i, j)));
    }
    // A third of the pairs is missing.
    for (int i = 0; i < 30; i++)
      for (int j = 0; j < i; j++) if (random.nextInt(3) == 0) p[i][j] = p[j][i] = Double.NaN;
    var completed = OUTLIERS.of(matrix(p));
    assertThat(
            completed.flaggedPairs().stream()
                .map(
                    f -> List.of(Math.min(f.better(), f.worse()), Math.max(f.better(), f.worse()))))
        .containsAll(
            planted.stream()
                .filter(f -> !Double.isNaN(p[f.getFirst()][f.getLast()]))
                .distinct()
                .toList())
        .doesNotHaveDuplicates();
    assertThat(Correlation.kendallTauB(w, completed.utilities())).isGreaterThan(0.99);
    for (var pair : completed.cleanPairs()) {
      assertThat(pair.weight()).isBetween(0.0, 0.5);
      assertThat(w[pair.better()]).isGreaterThan(w[pair.worse()] - 0.2);
    }
    assertThat(completed.cleanPairs()).hasSize(30 * 29 / 2);
    assertThat(completed.residual()).isLessThan(0.1);
  }

  @Test
  void permutingItemsPermutesWhatComesOut() {
    var random = new Seeds(4).stream("permuted");
    double[] w = utilities(10, random);
    double[][] p = probabilities(w);
    p[0][1] = 0.97;
    p[1][0] = 0.03;
    int[] order = Seeds.permutation(10, random);
    double[][] q = new double[10][10];
    for (int i = 0; i < 10; i++) for (int j = 0; j < 10; j++) q[i][j] = p[order[i]][order[j]];
    double[] here = OUTLIERS.of(matrix(p)).utilities();
    double[] there = OUTLIERS.of(matrix(q)).utilities();
    for (int i = 0; i < 10; i++) assertThat(there[i]).isCloseTo(here[order[i]], within(1e-8));
  }

  @Test
  void fullRankWithoutSuspicionReturnsTheData() {
    var random = new Seeds(6).stream("circles");
    double[][] p = new double[6][6];
    for (int i = 0; i < 6; i++)
      for (int j = 0; j < i; j++) {
        p[i][j] = 0.05 + 0.9 * random.nextDouble();
        p[j][i] = 1 - p[i][j];
      }
    var given = matrix(p);
    var all = new RobustCompletion(new Suspicion.Quantile(0), 6, 5, 1e-9).of(given);
    for (int i = 0; i < 6; i++)
      assertThat(all.low()[i]).containsExactly(given.odds()[i], within(1e-10));
  }

  @Test
  void bordaOrdersARoundRobinAsBradleyTerryDoes() {
    double[] w = utilities(9, new Seeds(7).stream("borda"));
    double[][] p = probabilities(w);
    p[0][8] = 0.9;
    var votes = new ArrayList<Vote>();
    for (int i = 0; i < 9; i++)
      for (int j = i + 1; j < 9; j++) votes.add(Vote.of("" + i, "" + j, p[i][j]));
    var table = VoteTable.of(votes);
    assertThat(new Counting().rate(table).order())
        .isEqualTo(ChoiceRating.defaults().rate(table).order());
  }

  @Test
  void whatCannotBeCompletedIsRefusedAndDoubtfulItemsAreNamed() {
    double[][] apart = {
      {0.5, 0.7, Double.NaN, Double.NaN},
      {0.3, 0.5, Double.NaN, Double.NaN},
      {Double.NaN, Double.NaN, 0.5, 0.6},
      {Double.NaN, Double.NaN, 0.4, 0.5}
    };
    assertThatThrownBy(() -> OUTLIERS.of(matrix(apart)))
        .hasMessageContaining("item 2, item 3")
        .hasMessageContaining("never compared");
    assertThatThrownBy(() -> matrix(new double[][] {{0.5, 1}, {0, 0.5}}))
        .hasMessageContaining("infinite log-odds");
    double[] w = utilities(15, new Seeds(8).stream("doubtful"));
    double[][] p = probabilities(w);
    for (int j = 1; j < 8; j++) {
      p[0][j] = 0.99;
      p[j][0] = 0.01;
    }
    var completed = OUTLIERS.of(matrix(p));
    assertThat(completed.doubtful()).contains(0);
    assertThat(completed.cleanPairs())
        .filteredOn(pair -> pair.better() == 0 || pair.worse() == 0)
        .noneMatch(Completed.CleanPair::repairable);
    assertThatThrownBy(() -> new RobustCompletion(new Suspicion.Quantile(0), 3, 1, 0))
        .hasMessageContaining("rank = 3");
    assertThatThrownBy(() -> new Suspicion.Quantile(0.7)).hasMessageContaining("share = 0.7");
  }
}
