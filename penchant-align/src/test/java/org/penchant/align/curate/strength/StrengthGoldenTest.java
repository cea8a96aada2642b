package org.penchant.align.curate.strength;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.align.objective.Link;
import org.penchant.align.reward.meta.InfoNce;
import org.penchant.align.reward.meta.Spread;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.golden.GoldenCase;

/** The golden numbers and identities of specifications 016 and 058. */
class StrengthGoldenTest {
  private static final Link LOGISTIC = new Link.Logistic();

  static List<GoldenCase> secrets() {
    return Golden.read(StrengthGoldenTest.class, "/golden/curate/016-secrets-rlhf-2.json").cases();
  }

  static List<GoldenCase> beyond() {
    return Golden.read(StrengthGoldenTest.class, "/golden/curate/058-beyond-binary.json").cases();
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void goldensOf016(GoldenCase golden) {
    var in = golden.inputs();
    if (in.has("margins")) {
      var votes = Votes.of(in.numbers("margins"));
      golden.check("mean", votes.value());
      golden.check("deviation", votes.deviation());
      golden.check("soft", votes.softLabel());
    } else if (in.has("d")) {
      double d = in.number("d");
      double mean = in.number("mean");
      golden.check("margin", LOGISTIC.loss(d - mean));
      golden.check("soft", soft(Logistic.sigmoid(mean), d));
      golden.check("hard", LOGISTIC.loss(d));
    } else if (in.has("rewards")) golden.check("spread", Spread.of(in.numbers("rewards")));
    else golden.check("contrastive", new InfoNce(in.number("temperature")).of(in.rows("cosines")));
  }

  @ParameterizedTest
  @MethodSource("beyond")
  void goldensOf058(GoldenCase golden) {
    var in = golden.inputs();
    if (in.has("d")) {
      var policy = new MarginPolicy.Signed(in.number("most"));
      double m = policy.of(new Agreement(in.integer("agree"), in.integer("judgments")));
      double u = in.number("d") - m;
      golden.check("margin", m);
      golden.check("loss", LOGISTIC.loss(u));
      if (golden.expected().has("slope")) golden.check("slope", LOGISTIC.slope(u));
      return;
    }
    double q = in.number("share");
    MarginPolicy policy =
        in.has("constant")
            ? new MarginPolicy.Constant(in.number("constant"))
            : new MarginPolicy.Signed(in.number("most"));
    var first = Votes.of(sides(q));
    golden.check("minimiser", minimiser(q, policy.of(first), policy.of(first.swapped())));
  }

  /** A thousand votes of the share q. */
  private static double[] sides(double q) {
    return DoubleStream.iterate(0, i -> i + 1)
        .limit(1000)
        .map(i -> i < 1000 * q ? 1 : -1)
        .toArray();
  }

  /** Where q sigmoid(m - d) = (1 - q) sigmoid(m' + d). */
  private static double minimiser(double q, double m, double other) {
    double low = -20;
    double high = 20;
    for (int i = 0; i < 200; i++) {
      double d = (low + high) / 2;
      if (q * Logistic.sigmoid(m - d) > (1 - q) * Logistic.sigmoid(other + d)) low = d;
      else high = d;
    }
    return low;
  }

  private static double soft(double p, double d) {
    return p * LOGISTIC.loss(d) + (1 - p) * LOGISTIC.loss(-d);
  }

  @Test
  void softLossesAreLeastAtTheLogOddsAndBradleyTerryWhereSure() {
    for (double p : new double[] {0.2, 0.5, 0.9}) {
      double d = Math.log(p / (1 - p));
      assertThat(Logistic.sigmoid(d) - p).isCloseTo(0, within(1e-15));
      assertThat(soft(p, d)).isLessThan(soft(p, d + 0.1)).isLessThan(soft(p, d - 0.1));
      assertThat(soft(1 - p, -d)).isCloseTo(soft(p, d), within(1e-12));
    }
    assertThat(soft(1, 0.7)).isEqualTo(LOGISTIC.loss(0.7));
  }

  @Test
  void marginLossesFallWithTheGapAndRiseWithTheMargin() {
    for (double m = -2; m <= 2; m += 0.5)
      for (double d = -3; d <= 3; d += 0.5) {
        assertThat(LOGISTIC.loss(d + 0.1 - m)).isLessThan(LOGISTIC.loss(d - m));
        assertThat(LOGISTIC.loss(d - (m + 0.1))).isGreaterThan(LOGISTIC.loss(d - m));
      }
    // A pair that people are divided on stays at 0 under a constant margin.
    assertThat(minimiser(0.5, 1, 1)).isCloseTo(0, within(1e-9));
  }

  @Test
  void withManyJudgmentsTheSoftLabelIsTheShareAndNoMarginHasItsLogOdds() {
    var many = new Agreement(600_000, 1_000_000);
    assertThat(many.softLabel()).isCloseTo(0.6, within(1e-5));
    double m = new MarginPolicy.Signed(1).of(many);
    double odds = Math.log(0.6 / 0.4);
    assertThat(minimiser(0.6, m, -m)).isGreaterThan(odds + 0.19);
  }

  @Test
  void softLabelsCountTheLabelOnce() {
    assertThat(new Agreement(3, 3).softLabel()).isEqualTo(1);
    assertThat(new Agreement(2, 3).softLabel()).isEqualTo(0.75);
    assertThat(new Agreement(1, 3).softLabel()).isEqualTo(0.5);
    assertThat(new Agreement(0, 3).softLabel()).isEqualTo(0.25);
    assertThat(new Agreement(0, 3).shrunk()).isEqualTo(0.125);
  }

  @Test
  void swappingAPairChangesTheSignOfItsStrengthAndMarginButNotTheDeviation() {
    var random = new Seeds(3).stream("margins");
    for (int i = 0; i < 50; i++) {
      var votes = Votes.of(random.doubles(5, -2, 3).toArray());
      var agreement = new Agreement(random.nextInt(6), 5);
      for (Strength strength : List.of(votes, agreement)) {
        var swapped = strength.swapped();
        assertThat(swapped.value()).isCloseTo(-strength.value(), within(1e-15));
        assertThat(swapped.deviation()).isCloseTo(strength.deviation(), within(1e-15));
        assertThat(swapped.swapped().share()).isCloseTo(strength.share(), within(1e-15));
        assertThat(new MarginPolicy.Signed(2).of(swapped))
            .isCloseTo(-new MarginPolicy.Signed(2).of(strength), within(1e-12));
        assertThat(new MarginPolicy.Share(2).of(strength)).isBetween(0.0, 2.0);
        assertThat(new MarginPolicy.NonNegative(2).of(strength))
            .isEqualTo(Math.max(0, new MarginPolicy.Signed(2).of(strength)));
      }
    }
  }

  @Test
  void fewVotesAndOneJudgmentAreRefused() {
    assertThatThrownBy(() -> Votes.of(1, 2)).hasMessageContaining("members = 2");
    assertThatThrownBy(() -> Votes.of()).hasMessageContaining("at least 3");
    assertThatThrownBy(() -> new Agreement(1, 1)).hasMessageContaining("one alone");
    assertThatThrownBy(() -> new Agreement(4, 3)).hasMessageContaining("agree = 4");
    assertThatThrownBy(() -> new Evidence.Margins(2, "margin", 1)).hasMessageContaining("members");
    assertThatThrownBy(() -> new Remedy.Flip(1.2)).hasMessageContaining("share = 1.2");
  }
}
