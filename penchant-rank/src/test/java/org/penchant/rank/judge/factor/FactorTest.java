package org.penchant.rank.judge.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.judge.factor.FactorJudgements.Judgement;
import org.penchant.rank.rating.ChoiceRating;
import org.penchant.rank.rating.LuceSpectral;
import org.penchant.rank.rating.Scale;
import org.penchant.testkit.golden.Golden;

/** The golden numbers and identities of specification 091. */
class FactorTest {
  private static final Golden GOLDEN =
      Golden.read(FactorTest.class, "/golden/judge/091-decipherpref.json");
  private static final FactorRating PLAIN = FactorRating.defaults().withSmoothing(0);

  private static List<String> factors(int n) {
    return IntStream.range(0, n).mapToObj(k -> "f" + k).toList();
  }

  private static Judgement judgement(double[] winner, double[] loser) {
    return new Judgement(named(winner), named(loser));
  }

  private static Set<String> named(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(k -> "f" + (int) k).collect(Collectors.toSet());
  }

  private static double[] flat(VoteTable votes) {
    int n = votes.items().size();
    var w = new double[n * n];
    for (int r = 0; r < votes.rows(); r++) w[votes.first(r) * n + votes.second(r)] += votes.mass(r);
    return w;
  }

  private static FactorJudgements random(int rows, int n, RandomGenerator random) {
    var won = new boolean[rows][n];
    var lost = new boolean[rows][n];
    for (var side : List.of(won, lost))
      for (var row : side) for (int k = 0; k < n; k++) row[k] = random.nextInt(3) == 0;
    return new FactorJudgements(factors(n), won, lost);
  }

  @Test
  void strengthsOfTheGolden() {
    var golden = GOLDEN.named("strengths");
    double[][] w = golden.inputs().rows("w");
    var judgements = new ArrayList<Judgement>();
    for (int i = 0; i < 3; i++)
      for (int j = 0; j < 3; j++)
        for (int times = 0; times < w[i][j]; times++)
          judgements.add(judgement(new double[] {i}, new double[] {j}));
    var given = FactorJudgements.of(factors(3), judgements);
    golden.check("strengths", PLAIN.rate(given).scores());
    golden.check("strengths", PLAIN.withRater(LuceSpectral.defaults()).rate(given).scores());
    golden.check(
        "worths",
        PLAIN
            .withRater(new ChoiceRating(PairwiseChoice.defaults(), new Scale.Worth()))
            .rate(given)
            .scores());
  }

  @Test
  void comparisonsOfTheGolden() {
    var golden = GOLDEN.named("builder");
    double[][] winners = golden.inputs().rows("winners");
    double[][] losers = golden.inputs().rows("losers");
    var given =
        FactorJudgements.of(
            factors(4),
            IntStream.range(0, 3).mapToObj(r -> judgement(winners[r], losers[r])).toList());
    golden.check("w", flat(given.comparisons(false)));
    assertThat(Arrays.stream(flat(given.comparisons(true))).sum()).isCloseTo(3, within(1e-12));
    assertThat(given.silent()).isZero();
  }

  @Test
  void sharedFactorsSayNothingAndEveryOtherJudgementHasItsMass() {
    var random = new Seeds(0).stream("mass");
    var given = random(200, 5, random);
    double sum = Arrays.stream(flat(given.comparisons(true))).sum();
    assertThat(sum).isCloseTo(200 - given.silent(), within(1e-9));
    assertThat(given.silent()).isBetween(20, 180);
    var same = FactorJudgements.of(factors(2), List.of(new Judgement(Set.of("f0"), Set.of("f0"))));
    assertThat(same.comparisons(false).rows()).isZero();
    assertThat(same.silent()).isEqualTo(1);
  }

  @Test
  void reversingNegatesDoublingChangesNothingAndTheMaximumIsStationary() {
    var given = random(300, 6, new Seeds(1).stream("judgements"));
    double[] theta = PLAIN.rate(given).scores();
    double[] back =
        PLAIN.rate(new FactorJudgements(given.factors(), given.lost(), given.won())).scores();
    int[] twice = IntStream.range(0, 600).map(r -> r % 300).toArray();
    double[] doubled = PLAIN.rate(given.rows(twice)).scores();
    double[] w = flat(given.comparisons(false));
    for (int i = 0; i < 6; i++) {
      assertThat(back[i]).isCloseTo(-theta[i], within(1e-8));
      assertThat(doubled[i]).isCloseTo(theta[i], within(1e-8));
      double won = 0;
      double expected = 0;
      for (int j = 0; j < 6; j++) {
        if (j == i) continue;
        won += w[i * 6 + j];
        expected += (w[i * 6 + j] + w[j * 6 + i]) / (1 + Math.exp(theta[j] - theta[i]));
      }
      assertThat(expected).isCloseTo(won, within(1e-7));
    }
  }

  @Test
  void whatTheJudgementsLeaveOpenIsSaid() {
    var judgements =
        List.of(
            new Judgement(Set.of("f0"), Set.of("f1")),
            new Judgement(Set.of("f1"), Set.of("f0")),
            new Judgement(Set.of("f2"), Set.of("f0")),
            new Judgement(Set.of("f0"), Set.of()));
    var given = FactorJudgements.of(factors(4), judgements);
    var plain = PLAIN.rate(given);
    assertThat(plain.scores()[2]).isNaN();
    assertThat(plain.notes())
        .contains(
            "not identified: f2",
            "not identified: f3",
            "1 of 4 judgements say nothing: one side has no factor of its own");
    var smoothed = FactorRating.defaults().rate(given);
    assertThat(smoothed.scores()[2]).isGreaterThan(smoothed.scores()[0]);
    assertThat(smoothed.scores()[3]).isNaN();
    assertThatThrownBy(() -> FactorJudgements.of(factors(1), judgements))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("f1")
        .hasMessageContaining("judgement 0 loser");
    assertThatThrownBy(() -> FactorRating.defaults().withSmoothing(-1))
        .hasMessageContaining("smoothing = -1");
  }

  @Test
  void theGroupModelFindsAdditiveWeightsAndItsSlopeIsZero() {
    double[] truth = {1, -0.5, 0.3, 0};
    var random = new Seeds(2).stream("additive");
    var given = random(4000, 4, random);
    for (int r = 0; r < given.rows(); r++) {
      double z = given.differences().logOdds(r, truth);
      if (random.nextDouble() < 1 / (1 + Math.exp(-z))) continue;
      boolean[] swap = given.won()[r];
      given.won()[r] = given.lost()[r];
      given.lost()[r] = swap;
    }
    var votes = given.differences();
    double[] w = new RidgeLogistic(0.01).fit(votes);
    assertThat(w).containsExactly(truth, within(0.15));
    var slope = new double[4];
    for (int r = 0; r < votes.rows(); r++)
      for (int k = 0; k < 4; k++)
        slope[k] += (1 - 1 / (1 + Math.exp(-votes.logOdds(r, w)))) * votes.x()[r][k];
    for (int k = 0; k < 4; k++) assertThat(slope[k]).isCloseTo(0.01 * w[k], within(1e-8));
    assertThatThrownBy(() -> new RidgeLogistic(0)).hasMessageContaining("strength = 0");
  }

  @Test
  void bootstrapsAreWiderThanNothingAndOrderWhatIsClear() {
    var given = random(150, 4, new Seeds(3).stream("boot"));
    for (int r = 0; r < given.rows(); r++) given.won()[r][0] = true;
    for (int r = 20; r < given.rows(); r++) given.lost()[r][0] = false;
    for (int r = 20; r < 40; r++) given.lost()[r][1] = true;
    var result = FactorBootstrap.defaults().of(given, FactorRating.defaults(), new Seeds(4));
    for (var interval : result.strengths()) {
      assertThat(interval.low()).isLessThan(interval.estimate());
      assertThat(interval.high()).isGreaterThan(interval.estimate());
    }
    assertThat(result.outranks()[0][1]).isGreaterThan(0.99);
    assertThat(result.outranks()[0][1] + result.outranks()[1][0]).isCloseTo(1, within(1e-9));
  }

  @Test
  void tasksThatAreOneAreNotToldApart() {
    var random = new Seeds(5).stream("tasks");
    var one = random(300, 6, random);
    for (int r = 0; r < 300; r++) one.lost()[r][r % 2] = true;
    var settings = new TaskComparison.Settings(FactorRating.defaults(), 2, 50, 50);
    var same = TaskComparison.of(one, one, settings, new Seeds(6));
    assertThat(same.spearman().estimate()).isEqualTo(1);
    assertThat(same.top()).isEqualTo(1);
    assertThat(same.p()).isEqualTo(1);
    var other = random(300, 6, random);
    for (int r = 0; r < 300; r++) other.lost()[r][2 + r % 2] = true;
    var different = TaskComparison.of(one, other, settings, new Seeds(6));
    assertThat(different.bottom()).isZero();
    assertThat(different.spearman().high()).isLessThan(1);
    assertThat(different.p()).isLessThan(0.05);
  }

  @Test
  void winRatesAndCompanyAreCountedByHand() {
    var given =
        FactorJudgements.of(
            factors(3),
            List.of(
                new Judgement(Set.of("f0", "f1"), Set.of("f1")),
                new Judgement(Set.of("f1"), Set.of("f0"))));
    assertThat(given.winRates()).containsExactly(0.5, 2 / 3.0, Double.NaN);
    assertThat(given.cooccurrence()).isDeepEqualTo(new int[][] {{2, 1, 0}, {1, 3, 0}, {0, 0, 0}});
  }

  @Test
  void rulesAnnotateTextsAndUselessChoicesAreCounted() {
    var texts = IntStream.rangeClosed(1, 8).mapToObj(n -> Content.of("word ".repeat(n))).toList();
    var lengths = FactorExtractor.lengths(texts);
    assertThat(texts.stream().map(t -> lengths.of(Content.of(""), t).iterator().next()))
        .containsExactly(
            "length: short",
            "length: short",
            "length: medium",
            "length: medium",
            "length: long",
            "length: long",
            "length: very long",
            "length: very long");
    var digits =
        FactorExtractor.noneFewMany(
            "digits", (_, t) -> (int) t.plain().chars().filter(Character::isDigit).count());
    var source = Content.of("s");
    var annotation =
        FactorAnnotation.of(
            List.of(
                new FactorAnnotation.Choice(source, Content.of("a 1"), Content.of("b 1234")),
                new FactorAnnotation.Choice(source, Content.of("same"), Content.of("same")),
                new FactorAnnotation.Choice(source, Content.of(" "), Content.of("x"))),
            List.of(lengths, digits));
    assertThat(annotation.empty()).isEqualTo(1);
    assertThat(annotation.identical()).isEqualTo(1);
    assertThat(annotation.judgements().rows()).isEqualTo(1);
    assertThat(annotation.judgements().comparisons(false).items()).contains("digits: few");
    assertThat(annotation.judgements().winRates()).containsSequence(Double.NaN, 1.0, 0.0);
    assertThatThrownBy(() -> FactorAnnotation.of(List.of(), List.of(digits, digits)))
        .hasMessageContaining("twice");
    assertThat(
            FactorAnnotation.check(
                List.of("f"),
                List.of(Set.of("f"), Set.of("f"), Set.of(), Set.of()),
                List.of(Set.of("f"), Set.of(), Set.of("f"), Set.of())))
        .containsExactly(new FactorAnnotation.Confusion("f", 1, 1, 1, 1));
  }
}
