package org.penchant.align.reward.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penchant.align.reward.Categorical;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.Tables;
import org.penchant.align.reward.Transport;
import org.penchant.align.reward.crowd.OpinionStore.Opinion;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;

/** Identities and traps of the specification 109. */
class CrowdTest {
  private static final Categorical SIX = Categorical.defaults();

  private static double[] drawn(int levels, long seed) {
    double[] p = new Seeds(seed).stream("p").doubles(levels, 0.01, 1).toArray();
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(v -> v / sum).toArray();
  }

  @Test
  void goldenPosterior() {
    double[] prior = {2 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, .5 / 6, .5 / 6};
    double[] q = Opinions.plain(6).posterior(prior, new double[] {0, 3, 1, 0, 0, 0});
    assertThat(q).containsExactly(new double[] {0.2, 0.4, 0.2, 0.1, 0.05, 0.05}, offset(1e-12));
    var z = Outputs.of(Arrays.stream(q).map(Math::log).toArray());
    assertThat(SIX.score(z, Tables.none())).hasValueCloseTo(0.69, within(1e-12));
  }

  @Test
  void withoutOpinionsItIsThePriorAndWithManyTheFrequencies() {
    double[] prior = drawn(6, 1);
    assertThat(Opinions.defaults().posterior(prior, new double[6]))
        .containsExactly(prior, offset(1e-12));
    double[] many = {1e9, 3e9, 0, 0, 0, 4e9};
    assertThat(Opinions.defaults().posterior(prior, many))
        .containsExactly(new double[] {0.125, 0.375, 0, 0, 0, 0.5}, offset(1e-8));
    assertThatThrownBy(() -> Opinions.plain(0).posterior(prior, new double[6]))
        .hasMessageContaining("no opinions");
    double[] beta = Opinions.plain(5).posterior(new double[] {0.4, 0.6}, new double[] {7, 1});
    assertThat(beta[0]).as("Beta(2 + 7, 3 + 1)").isCloseTo(9 / 13.0, within(1e-12));
  }

  @Test
  void smoothingGoesToNeighbours() {
    var opinions = new Opinions(3, 0.1, 1, 0);
    assertThat(opinions.smoothed(2, 6))
        .containsExactly(new double[] {0, 0.05, 0.9, 0.05, 0, 0}, offset(1e-12));
    assertThat(opinions.smoothed(0, 6))
        .containsExactly(new double[] {0.9, 0.1, 0, 0, 0, 0}, offset(1e-12));
    assertThat(opinions.smoothed(5, 6))
        .containsExactly(new double[] {0, 0, 0, 0, 0.1, 0.9}, offset(1e-12));
  }

  @Test
  void olderOpinionsAreForgottenAndCorrelatedOnesDeflated() {
    var store =
        new OpinionStore<String>(new Categorical(3, Transport.OPTIMAL), new Opinions(0, 0, 0.5, 0));
    store.add("a", new Opinion(0, 1, "old", "2024-02-01"));
    store.add("a", new Opinion(2, 1, "new", "2024-03-01"));
    store.add("a", new Opinion(0, 1, "old", "2024-01-01"));
    assertThat(store.counts("a")).containsExactly(0.25 + 0.5, 0, 1);
    assertThat(store.counts("a", "new"::equals)).containsExactly(0, 0, 1);
    assertThat(store.label("a")).containsExactly(new double[] {3 / 7.0, 0, 4 / 7.0}, offset(1e-12));
    var personas = new Opinions(3, 0, 1, 0.25);
    assertThat(personas.effective(1)).isEqualTo(1);
    assertThat(personas.effective(5)).isEqualTo(2.5);
    var deflated = new OpinionStore<String>(SIX, personas);
    for (int i = 0; i < 5; i++) deflated.add("a", Opinion.of(0));
    assertThat(deflated.counts("a")[0]).isCloseTo(2.5, within(1e-12));
    assertThat(deflated.count("a")).isEqualTo(5);
    assertThat(deflated.counts("nothing")).containsOnly(0);
    assertThatThrownBy(() -> deflated.add("a", Opinion.of(6))).hasMessageContaining("level 6 of 6");
  }

  @Test
  void badSettingsAndDistributionsAreRefused() {
    assertThatThrownBy(() -> new Opinions(-1, 0, 1, 0)).hasMessageContaining("strength");
    assertThatThrownBy(() -> new Opinions(1, 1, 1, 0)).hasMessageContaining("smoothing");
    assertThatThrownBy(() -> new Opinions(1, 0, 0, 0)).hasMessageContaining("forgetting");
    assertThatThrownBy(() -> new Opinions(1, 0, 1, 1)).hasMessageContaining("correlation");
    var plain = Opinions.plain(1);
    assertThatThrownBy(() -> plain.posterior(new double[] {1.1, -0.1}, new double[2]))
        .hasMessageContaining("-0.1");
    assertThatThrownBy(() -> plain.posterior(new double[] {Double.NaN, 1}, new double[2]))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> plain.posterior(new double[] {0.5, 0.500002}, new double[2]))
        .hasMessageContaining("not to 1");
    assertThatThrownBy(() -> plain.posterior(new double[] {0.5, 0.5}, new double[] {1, Double.NaN}))
        .hasMessageContaining("count NaN");
  }

  @Test
  void sinkhornTendsToTheClosedForm() {
    double[][] costs = new double[6][6];
    for (int i = 0; i < 6; i++) for (int j = 0; j < 6; j++) costs[i][j] = 0.2 * Math.abs(i - j);
    for (int round = 0; round < 5; round++) {
      double[] p = drawn(6, round);
      double[] q = drawn(6, 100 + round);
      double exact = Transport.OPTIMAL.of(p, q, new double[6]);
      double last = Double.POSITIVE_INFINITY;
      for (double epsilon : new double[] {1, 0.1, 0.01, 1e-3}) {
        double[][] plan = Sinkhorn.of(epsilon).plan(p, q, costs);
        for (int i = 0; i < 6; i++) {
          int row = i;
          assertThat(Arrays.stream(plan[i]).sum()).isCloseTo(p[i], within(1e-6));
          assertThat(Arrays.stream(plan).mapToDouble(r -> r[row]).sum())
              .isCloseTo(q[i], within(1e-9));
        }
        double gap = Sinkhorn.of(epsilon).cost(p, q, costs) - exact;
        assertThat(gap).isBetween(-1e-6, last + 1e-6);
        last = gap;
      }
      assertThat(last).isLessThan(1e-3);
    }
    double[] certain = {0, 1, 0, 0, 0, 0};
    assertThat(Sinkhorn.of(1e-3).cost(certain, new double[] {0, 0, 0, 0.5, 0.5, 0}, costs))
        .isCloseTo(0.5, within(1e-6));
    assertThatThrownBy(() -> Sinkhorn.of(0)).hasMessageContaining("epsilon");
    assertThatThrownBy(() -> Sinkhorn.of(1).plan(certain, certain, new double[1][1]))
        .hasMessageContaining("6 by 6");
  }

  @Test
  void transportIsTheDifferenceOfMeansWhereOneDominates() {
    double[] p = {.4, .3, .2, .1, 0, 0};
    double[] q = {.1, .2, .3, .2, .1, .1};
    double gap = 0;
    for (int k = 0; k < 6; k++) gap += (p[k] - q[k]) * Transport.utility(k, 6);
    assertThat(Transport.OPTIMAL.of(p, q, new double[6])).isCloseTo(gap, within(1e-12));
  }

  /** Reversing the levels turns the reward over: their order is declared once, best first. */
  @Test
  void theBestLevelIsTheFirst() {
    var best = Outputs.of(new double[] {50, 0, 0, 0, 0, 0});
    assertThat(SIX.score(best, Tables.none())).hasValueCloseTo(1.0, within(1e-12));
    assertThat(SIX.score(Outputs.of(new double[] {0, 0, 0, 0, 0, 50}), Tables.none()))
        .hasValueCloseTo(0.0, within(1e-12));
  }

  /** Single opinions and transport train the median; smoothed or gathered ones do not. */
  @Test
  void singleOpinionsTrainTheMedian() {
    double[] truth = {0.3, 0.25, 0.45};
    double[] median = {0, 1, 0};
    assertThat(expected(median, truth, Transport.OPTIMAL))
        .isLessThan(expected(truth, truth, Transport.OPTIMAL));
    assertThat(expected(median, truth, Transport.CRAMER))
        .isGreaterThan(expected(truth, truth, Transport.CRAMER));
    assertThat(Transport.OPTIMAL.of(truth, truth, new double[3])).isZero();
  }

  private static double expected(double[] p, double[] truth, Transport loss) {
    double sum = 0;
    for (int k = 0; k < truth.length; k++) {
      double[] one = new double[truth.length];
      one[k] = 1;
      sum += truth[k] * loss.of(p, one, new double[truth.length]);
    }
    return sum;
  }

  @Test
  void sameRewardsMayBeUnanimousOrSplit() {
    var five = new Categorical(5, Transport.OPTIMAL);
    double[] unanimous = {-60, -60, 0, -60, -60};
    double[] split = {0, -60, -60, -60, 0};
    assertThat(five.score(Outputs.of(unanimous), Tables.none())).hasValueCloseTo(0.5, within(1e-9));
    assertThat(five.score(Outputs.of(split), Tables.none())).hasValueCloseTo(0.5, within(1e-9));
    assertThat(five.variance(unanimous)).isCloseTo(0, within(1e-9));
    assertThat(five.variance(split)).isCloseTo(0.25, within(1e-9));
  }

  private static Comparison rated(
      int row, String prompt, Map<String, Double> columns, List<String> texts, Double... ratings) {
    return new Comparison(
        Content.of(prompt),
        texts.stream().map(t -> Candidate.response(Content.of(t))).toList(),
        new Feedback.Rating(
            Map.of("stars", List.of(ratings)),
            new Mark(Optional.of("user " + row), 1, Optional.empty(), Optional.empty())),
        columns,
        Map.of(),
        new Provenance("ratings.jsonl", row, ""));
  }

  @Test
  void ratingsOfAResponseAreGatheredOverRows() {
    var three = new Categorical(3, Transport.OPTIMAL);
    var rows =
        List.of(
            rated(0, "p", Map.of(), List.of("a", "b"), 3.0, 1.0),
            rated(1, "p", Map.of(), List.of("b", "a"), Double.NaN, 2.0),
            rated(2, "q", Map.of(), List.of("a"), 1.0),
            rated(3, "p", Map.of(), List.of("a"), 3.0));
    var gathered = Gathered.opinions(rows, three, Opinions.plain(3)).items();
    assertThat(gathered).hasSize(3);
    assertThat(gathered.get(0).label())
        .containsExactly(new double[] {2 / 3.0, 1 / 3.0, 0}, offset(1e-12));
    assertThat(gathered.get(0).opinions()).isEqualTo(3);
    assertThat(gathered.get(0).row().candidates()).hasSize(1);
    assertThat(gathered.get(0).row().provenance().row()).isZero();
    assertThat(gathered.get(1).row().candidates().getFirst().content()).isEqualTo(Content.of("b"));
    assertThat(gathered.get(1).label()).containsExactly(0, 0, 1);
    assertThat(gathered.get(2).row().prompt()).isEqualTo(Content.of("q"));
    for (var item : gathered)
      assertThat(three.loss(new double[3], item.label(), new double[3])).isFinite();
  }

  @Test
  void priorsStandInColumns() {
    var two = new Categorical(2, Transport.OPTIMAL);
    var prior = Map.of("prior_1", 0.25, "prior_2", 0.75);
    var rows = List.of(rated(0, "p", prior, List.of("a"), 1.0));
    assertThat(Gathered.opinions(rows, two, Opinions.plain(3)).items().getFirst().label())
        .containsExactly(new double[] {2.25 / 4, 1.75 / 4}, offset(1e-12));
  }

  @Test
  void allMistakesAreNamed() {
    var two = new Categorical(2, Transport.OPTIMAL);
    var rows =
        List.of(
            rated(0, "p", Map.of(), List.of("a"), 3.0),
            rated(1, "p", Map.of("prior_1", 0.5), List.of("a"), 1.0),
            rated(2, "p", Map.of("prior_1", 0.5, "prior_2", 0.6), List.of("a"), 1.0),
            Comparison.unary(
                Content.of("p"), Content.of("a"), true, new Provenance("ratings.jsonl", 3, "")));
    assertThatThrownBy(() -> Gathered.opinions(rows, two, Opinions.defaults()))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("rating 3.0")
        .hasMessageContaining("1 shares of a prior")
        .hasMessageContaining("sum to 1.1")
        .hasMessageContaining("Unary");
  }
}
