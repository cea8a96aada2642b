package org.penchant.rank.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.rank.known.Known;

class ErrorsTest {
  private static final PairwiseChoice ML = PairwiseChoice.defaults();
  private static final Seeds SEEDS = new Seeds(20);

  @Test
  void sandwichEqualsBootstrap() {
    var votes = votes(new SplittableRandom(1), 30, 100_000, 0.2);
    var fit = ML.fit(votes);
    double[] ratios = ratios(votes, fit, Errors.Sandwich.defaults(), Errors.Bootstrap.defaults());
    assertThat(Arrays.stream(ratios).average().orElseThrow()).isCloseTo(1, within(0.02));
    // the bootstrap's own error of one item is 1 / sqrt(2 * 400) = 3.5 %
    for (double ratio : ratios) assertThat(ratio).isCloseTo(1, within(0.15));
  }

  @Test
  void sandwichEqualsBootstrapByAnnotatorAndWithATieParameter() {
    var tally = new VoteTally(Set.of(Keep.ANNOTATOR), List.of());
    var random = new SplittableRandom(2);
    for (int who = 0; who < 300; who++) {
      double taste = random.nextDouble(-1.5, 1.5);
      for (int v = 0; v < 40; v++) {
        int a = random.nextInt(8);
        int b = (a + 1 + random.nextInt(7)) % 8;
        double d = 0.3 * (a - b) + taste * (a % 2 - b % 2);
        tally.add(
            Vote.of("" + a, "" + b, outcome(random, d, 0.2)).withAnnotator("annotator " + who));
      }
    }
    var votes = tally.table();
    var choice = ML.withModel(Davidson.defaults());
    var fit = choice.fit(votes);
    var seeds = new Seeds(3);
    var clustered =
        new Errors.Sandwich(Cluster.ANNOTATOR).of(choice, votes, fit, 0.95, seeds).standardErrors();
    var alone = Errors.Sandwich.defaults().of(choice, votes, fit, 0.95, seeds).standardErrors();
    var drawn =
        new Errors.Bootstrap(400, Cluster.ANNOTATOR)
            .of(choice, votes, fit, 0.95, seeds)
            .standardErrors();
    assertThat(mean(clustered) / mean(drawn)).isCloseTo(1, within(0.04));
    assertThat(mean(clustered)).isGreaterThan(1.1 * mean(alone));
  }

  @Test
  void theInformationAloneIsTooWideWhereTiesCountHalf() {
    var votes = votes(new SplittableRandom(4), 10, 40_000, 0.5);
    var fit = ML.fit(votes);
    double[] ratios = ratios(votes, fit, new Errors.Hessian(), Errors.Sandwich.defaults());
    // ties, half of the votes, hold no variance: sqrt(1 / 0.5)
    for (double ratio : ratios) assertThat(ratio).isBetween(1.25, 1.6);
    var untied = votes(new SplittableRandom(4), 10, 40_000, 0);
    double[] same =
        ratios(untied, ML.fit(untied), new Errors.Hessian(), Errors.Sandwich.defaults());
    for (double ratio : same) assertThat(ratio).isCloseTo(1, within(0.05));
  }

  /** With -Dcoverage.simulations=5000 the full experiment. */
  @Test
  void intervalsCoverTheTruthAsOftenAsTheySay() {
    int simulations = Integer.getInteger("coverage.simulations", 300);
    double hits = 0;
    int items = 12;
    for (int s = 0; s < simulations; s++) {
      var votes = votes(new SplittableRandom(1_000 + s), items, 2_400, 0.2);
      var fit = ML.withModel(Davidson.defaults()).fit(votes);
      var uncertainty =
          Errors.Sandwich.defaults().of(ML.withModel(Davidson.defaults()), votes, fit, 0.95, SEEDS);
      for (int i = 0; i < items; i++) {
        double truth = truth(Integer.parseInt(fit.items().get(i)), items);
        if (uncertainty.low()[i] <= truth && truth <= uncertainty.high()[i]) hits++;
      }
    }
    assertThat(hits / simulations / items).isBetween(0.93, 0.97);
  }

  @Test
  void weightsEnterTheErrorsSquared() {
    var votes = votes(new SplittableRandom(5), 6, 5_000, 0.2);
    var weights = new double[votes.rows()];
    Arrays.fill(weights, 7);
    var weighted = votes.withWeights(weights);
    var plain = Errors.Sandwich.defaults().of(ML, votes, ML.fit(votes), 0.95, SEEDS);
    var heavy = Errors.Sandwich.defaults().of(ML, weighted, ML.fit(weighted), 0.95, SEEDS);
    assertThat(heavy.standardErrors()).containsExactly(plain.standardErrors(), within(1e-9));
  }

  @Test
  void placesOfCrowdVotes() {
    var votes = Known.evalica("llmfao", Keep.ANNOTATOR);
    var fit = ML.fit(votes);
    for (var errors :
        List.of(
            Errors.Sandwich.defaults(),
            new Errors.Sandwich(Cluster.ANNOTATOR),
            new Errors.Bootstrap(100, Cluster.VOTE))) {
      var uncertainty = errors.of(ML, votes, fit, 0.95, SEEDS);
      int n = fit.items().size();
      assertThat(Arrays.stream(uncertainty.first()).sum()).isCloseTo(1, within(1e-9));
      int top = fit.items().indexOf("GPT 4");
      assertThat(uncertainty.first()[top]).isGreaterThan(0.3);
      assertThat(uncertainty.bestPlaces()[top]).isEqualTo(1);
      assertThat(uncertainty.placesByOverlap()[top]).isEqualTo(1);
      for (int i = 0; i < n; i++) {
        assertThat(uncertainty.low()[i]).isLessThan(uncertainty.high()[i]);
        assertThat(uncertainty.bestPlaces()[i]).isLessThanOrEqualTo(uncertainty.worstPlaces()[i]);
        assertThat(Arrays.stream(uncertainty.placeShares()[i]).sum()).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void sameSeedsSameDrawsAndUnkeptClustersAreRefused() {
    var votes = votes(new SplittableRandom(6), 5, 500, 0.2);
    var fit = ML.fit(votes);
    var errors = new Errors.Bootstrap(30, Cluster.VOTE);
    assertThat(errors.of(ML, votes, fit, 0.9, SEEDS).standardErrors())
        .isEqualTo(errors.of(ML, votes, fit, 0.9, SEEDS).standardErrors())
        .isNotEqualTo(errors.of(ML, votes, fit, 0.9, new Seeds(21)).standardErrors());
    assertThatThrownBy(() -> new Errors.Sandwich(Cluster.ANNOTATOR).of(ML, votes, fit, 0.9, SEEDS))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("annotator");
  }

  private static double[] ratios(VoteTable votes, Fit fit, Errors one, Errors other) {
    double[] a = one.of(ML, votes, fit, 0.95, SEEDS).standardErrors();
    double[] b = other.of(ML, votes, fit, 0.95, SEEDS).standardErrors();
    double[] ratios = new double[a.length];
    Arrays.setAll(ratios, i -> a[i] / b[i]);
    return ratios;
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }

  private static double truth(int item, int items) {
    return 1.5 * item / items - 1.5 * (items - 1) / items / 2;
  }

  /** Davidson's model where {@code ties} is the rate between equals. */
  private static double outcome(RandomGenerator random, double d, double ties) {
    if (ties == 0) return random.nextDouble() < 1 / (1 + Math.exp(-d)) ? 1 : 0;
    double t = Math.log(2 * ties / (1 - ties));
    double u = random.nextDouble();
    double win = Davidson.defaults().win(d, t);
    return u < win ? 1 : u < win + Davidson.defaults().tie(d, t) ? 0.5 : 0;
  }

  private static VoteTable votes(RandomGenerator random, int items, int count, double ties) {
    var tally = VoteTally.ofPairs();
    for (int v = 0; v < count; v++) {
      int a = random.nextInt(items);
      int b = (a + 1 + random.nextInt(items - 1)) % items;
      double d = truth(a, items) - truth(b, items);
      tally.add(Vote.of("" + a, "" + b, outcome(random, d, ties)));
    }
    return tally.table();
  }
}
