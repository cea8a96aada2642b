package org.penchant.rank.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.golden.GoldenCase;

class EvidenceTest {
  static List<GoldenCase> goldens() {
    return Golden.read(EvidenceTest.class, "/golden/judge/052-faireval.json").cases();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void goldenNumbers(GoldenCase golden) {
    var evidence =
        new Evidence(
            scores(golden.inputs().rows("forward")), scores(golden.inputs().rows("reversed")));
    golden.check("diversity", evidence.diversity());
    golden.check("a", evidence.mean().a());
    golden.check("b", evidence.mean().b());
  }

  private static List<AnswerScores> scores(double[][] rows) {
    var all = new ArrayList<AnswerScores>();
    for (var row : rows) all.add(new AnswerScores(row[0], row[1]));
    return all;
  }

  private static Evidence drawn(RandomGenerator random, int forward, int reversed) {
    return new Evidence(order(random, forward), order(random, reversed));
  }

  private static List<AnswerScores> order(RandomGenerator random, int n) {
    return IntStream.range(0, n)
        .mapToObj(_ -> new AnswerScores(random.nextInt(1, 11), random.nextInt(1, 11)))
        .toList();
  }

  @Test
  void exchangingTheAnswersExchangesTheResult() {
    var random = new Seeds(0).stream("evidence");
    for (int i = 0; i < 200; i++) {
      var evidence = drawn(random, 3, 3);
      var swapped = evidence.swapped();
      assertThat(swapped.mean().a()).isCloseTo(evidence.mean().b(), within(1e-12));
      assertThat(swapped.verdict()).isEqualTo(evidence.verdict().swapped());
      assertThat(swapped.diversity()).isCloseTo(evidence.diversity(), within(1e-12));
      assertThat(evidence.diversity()).isBetween(0.0, Math.log(3) + 1e-12);
    }
  }

  @Test
  void pointsForStandingFirstCancelOverBothOrdersEvenWhenRepliesAreLost() {
    var random = new Seeds(1).stream("bias");
    for (int i = 0; i < 200; i++) {
      double bias = random.nextDouble(-3, 3);
      var evidence = drawn(random, 1 + random.nextInt(3), 1 + random.nextInt(3));
      var biased =
          new Evidence(
              evidence.forward().stream().map(s -> new AnswerScores(s.a() + bias, s.b())).toList(),
              evidence.reversed().stream()
                  .map(s -> new AnswerScores(s.a(), s.b() + bias))
                  .toList());
      assertThat(biased.mean().a() - biased.mean().b())
          .isCloseTo(evidence.mean().a() - evidence.mean().b(), within(1e-9));
      assertThat(biased.positionEffect()).isCloseTo(evidence.positionEffect() + bias, within(1e-9));
    }
  }

  @Test
  void diversityIsZeroOnlyWhereAllAgree() {
    var agreed =
        new Evidence(scores(new double[][] {{9, 2}, {5, 4}}), scores(new double[][] {{3, 1}}));
    assertThat(agreed.diversity()).isZero();
    assertThat(agreed.conflict()).contains(false);
    var split = new Evidence(scores(new double[][] {{9, 2}}), scores(new double[][] {{1, 3}}));
    assertThat(split.diversity()).isCloseTo(Math.log(2), within(1e-12));
    assertThat(split.diversityWithin()).isZero();
    assertThat(split.conflict()).contains(true);
  }

  @Test
  void peopleAreAskedWhereDoubtIsGreatest() {
    double[] doubt = {0.1, 0.9, 0.5, 0.9, 0};
    assertThat(new HumanRouting(0.4).routed(doubt)).containsExactlyInAnyOrder(1, 3);
    assertThat(new HumanRouting(0.2).routed(doubt)).containsExactly(1);
    assertThat(new HumanRouting(0).routed(doubt)).isEmpty();
    var judged =
        List.of(drawn(new Seeds(2).stream("a"), 1, 1), drawn(new Seeds(3).stream("b"), 1, 1));
    var human = List.of(Verdict.TIE, Verdict.TIE);
    assertThat(new HumanRouting(1).byDiversity(judged, human)).isEqualTo(human);
    assertThat(new HumanRouting(0).byDiversity(judged, human))
        .isEqualTo(judged.stream().map(Evidence::verdict).toList());
    assertThatThrownBy(() -> new HumanRouting(1.5)).hasMessageContaining("share = 1.5");
    assertThatThrownBy(() -> new HumanRouting(1).byDiversity(judged, List.of()))
        .hasMessageContaining("0 human verdicts");
  }

  @Test
  void askingKeepsScoresByAnswerAndCountsWhatWasLost() {
    var a = Content.of("a");
    // Scores the text "a" 9 and anything else 3, one more point for the first; loses every third
    // reply.
    ScoreJudge judge =
        (_, first, second, sample) ->
            sample == 2
                ? Optional.empty()
                : Optional.of(new AnswerScores(first.equals(a) ? 10 : 4, second.equals(a) ? 9 : 3));
    var heard = new BalancedPosition(3, true).ask(judge, Content.of("q"), a, Content.of("b"));
    assertThat(heard.failed()).isEqualTo(2);
    assertThat(heard.notes()).isEmpty();
    assertThat(heard.evidence().mean()).isEqualTo(new AnswerScores(9.5, 3.5));
    assertThat(heard.evidence().positionEffect()).isEqualTo(1);
    assertThatThrownBy(() ->
            new BalancedPosition(2, true)
                .ask((_, _, _, _) -> Optional.empty(), Content.of("q"), a, a))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("none of them held two scores");
    var oneSided =
        new BalancedPosition(1, true)
            .ask(
                (_, first, _, _) ->
                    first.equals(a) ? Optional.of(new AnswerScores(2, 1)) : Optional.empty(),
                Content.of("q"),
                a,
                Content.of("b"));
    assertThat(oneSided.notes()).hasSize(1);
    assertThatThrownBy(() -> new BalancedPosition(0, true)).hasMessageContaining("samples = 0");
  }

  @Test
  void thePositionEffectIsEstimatedOverQuestions() {
    var random = new Seeds(4).stream("effect");
    var questions = new ArrayList<Evidence>();
    for (int q = 0; q < 400; q++) {
      var plain = drawn(random, 2, 2);
      questions.add(
          new Evidence(
              plain.forward().stream().map(s -> new AnswerScores(s.a() + 1.5, s.b())).toList(),
              plain.reversed().stream().map(s -> new AnswerScores(s.a(), s.b() + 1.5)).toList()));
    }
    var effect = PositionEffect.of(questions, 1, 20);
    assertThat(effect.points().interval(0.999).contains(1.5)).isTrue();
    assertThat(effect.favouredFirst()).isGreaterThan(effect.favouredSecond());
    assertThat(effect.conflicts()).isBetween(0.2, 0.8);
    assertThat(effect.clipped()).isBetween(0.03, 0.12);
    assertThatThrownBy(() -> PositionEffect.of(List.of(), 1, 10)).hasMessageContaining("needs two");
  }
}
