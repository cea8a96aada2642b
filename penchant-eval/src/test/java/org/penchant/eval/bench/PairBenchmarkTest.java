package org.penchant.eval.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.parts.Codec;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Mark;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.seam.Judge;
import org.penchant.core.seam.Scorer;
import org.penchant.eval.bench.BenchItem.Pair;
import org.penchant.eval.bench.rag.ClaimParser;
import org.penchant.eval.bench.rag.DocumentOverlap;
import org.penchant.eval.bench.rag.RagCorpus;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.golden.GoldenCase;

/** The identities and traps of specification 033. */
class PairBenchmarkTest {
  private static final List<Pair> CORPUS = new RagCorpus(60).draw(new Seeds(1));

  static List<GoldenCase> goldens() {
    return Golden.read(PairBenchmarkTest.class, "/golden/bench/033-rag-rewardbench.json").cases();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void goldenNumbers(GoldenCase golden) {
    var in = golden.inputs();
    if (in.has("p"))
      golden.check("right", JudgeConsensus.agreedRight(in.number("p"), in.integer("judges")));
    if (in.has("correct")) {
      var pairs = new ArrayList<ScoredPair>();
      for (int g = 0; g < 4; g++)
        for (int i = 0; i < in.numbers("pairs")[g]; i++)
          pairs.add(scored("g" + g, i < in.numbers("correct")[g] ? 1 : -1));
      var table = PairTable.of(pairs, TieCredit.HALF, 0.95);
      golden.check("macro", table.macro());
      golden.check("micro", table.micro().value());
    }
    if (in.has("share")) {
      int n = in.integer("pairs");
      var share = Share.of("all", in.number("share") * n, n, 0.95);
      golden.check("interval", new double[] {share.interval().low(), share.interval().high()});
    }
  }

  private static ScoredPair scored(String group, double margin) {
    var text = Content.of("x");
    return new ScoredPair(Pair.of("0", group, group, text, text, text), margin, 0);
  }

  static PairTable table(List<Pair> pairs, Scorer scorer, TieCredit ties) {
    return PairTable.of(Scoring.of(pairs, scorer, Scoring.WHOLE).pairs(), ties, 0.95);
  }

  @Test
  void swappingTurnsAccuracyRound() {
    var swapped = CORPUS.stream().map(Pair::swapped).toList();
    for (Scorer scorer : List.of(Lengths.LONGER, new DocumentOverlap(), new ClaimParser()))
      assertThat(table(swapped, scorer, TieCredit.HALF).micro().value())
          .isCloseTo(1 - table(CORPUS, scorer, TieCredit.HALF).micro().value(), within(1e-12));
    // With strict ties only where there are none.
    double sure = table(CORPUS, new ClaimParser(), TieCredit.STRICT).micro().value();
    assertThat(table(swapped, new ClaimParser(), TieCredit.STRICT).micro().value())
        .isEqualTo(1 - sure);
    double tied = table(CORPUS, Lengths.LONGER, TieCredit.STRICT).micro().value();
    assertThat(table(swapped, Lengths.LONGER, TieCredit.STRICT).micro().value())
        .isLessThan(1 - tied);
  }

  @ParameterizedTest
  @EnumSource(TieCredit.class)
  void aConstantScoreIsWorthItsTies(TieCredit ties) {
    double worth = ties == TieCredit.HALF ? 0.5 : 0;
    assertThat(table(CORPUS, (_, _) -> 7, ties).micro().value()).isEqualTo(worth);
    assertThat(table(CORPUS, (_, _) -> 7, ties).macro()).isEqualTo(worth);
  }

  /** All scenarios are of equal size here. */
  @Test
  void microIsMacroWhereGroupsAreEqual() {
    var table = table(CORPUS, new DocumentOverlap(), TieCredit.HALF);
    assertThat(table.macro()).isCloseTo(table.micro().value(), within(1e-12));
  }

  @Test
  void truncatedAnswersAreFlaggedAndNotScored() {
    var scoring =
        Scoring.of(
            CORPUS, Lengths.LONGER, (_, all) -> all.stream().anyMatch(a -> Lengths.words(a) > 9));
    assertThat(scoring.truncated()).isNotEmpty();
    assertThat(scoring.pairs()).hasSize(CORPUS.size() - scoring.truncated().size());
    assertThat(scoring.pairs()).noneMatch(p -> Lengths.words(p.pair().rejected()) > 9);
    assertThatThrownBy(() -> Scoring.of(CORPUS, (_, _) -> Double.NaN, Scoring.WHOLE))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("hop 0");
  }

  /** A judge that only likes a place is never right and never consistent. */
  @Test
  void judgesAreAskedInBothOrders() {
    Judge first = (_, _) -> says(Outcome.FIRST);
    Judge good =
        (_, answers) ->
            says(
                answers.get(0).content().plain().length()
                        > answers.get(1).content().plain().length()
                    ? Outcome.FIRST
                    : Outcome.SECOND);
    var placed = CORPUS.stream().map(p -> JudgedPair.ask(p, first)).toList();
    assertThat(JudgedPair.consistency(placed, 0.95).value()).isZero();
    for (var pair : placed) {
      assertThat(pair.credit(TieCredit.HALF)).isEqualTo(0.5);
      assertThat(pair.credit(TieCredit.STRICT)).isZero();
      assertThat(pair.scored(TieCredit.STRICT).credit(TieCredit.STRICT)).isZero();
      assertThat(pair.scored(TieCredit.HALF).credit(TieCredit.HALF)).isEqualTo(0.5);
    }
    var judged = JudgedPair.ask(CORPUS.getFirst(), good);
    assertThat(judged.consistent()).isTrue();
    assertThat(judged.credit(TieCredit.HALF)).isIn(0.0, 1.0);
    var tied = new JudgedPair(CORPUS.getFirst(), Outcome.TIE, Outcome.BOTH_BAD);
    assertThat(tied.consistent()).isTrue();
    assertThatThrownBy(
            () -> JudgedPair.ask(CORPUS.getFirst(), (_, _) -> new Feedback.Unary(true, Mark.NONE)))
        .hasMessageContaining("compare");
  }

  private static Feedback says(Outcome outcome) {
    return new Feedback.Pairwise(outcome, 1, Mark.NONE);
  }

  @Test
  void consensusNeedsAllJudgesAMarginAndNoRelatives() {
    var consensus = new JudgeConsensus(1, 2);
    assertThat(consensus.of(ballots(5, 3, 4, 3), "", "")).contains(Outcome.FIRST);
    assertThat(consensus.of(ballots(3, 5, 3, 4), "", "")).contains(Outcome.SECOND);
    assertThat(consensus.of(ballots(5, 3, 3, 4), "", "")).isEmpty();
    assertThat(consensus.of(ballots(5, 3, 3, 3), "", "")).isEmpty();
    assertThat(consensus.of(ballots(5, 4.5, 4, 3.5), "", "")).isEmpty();
    // The judge of family 0 may not judge its own; one judge is then too few.
    assertThat(consensus.of(ballots(5, 3, 4, 3), "family 0", "")).isEmpty();
    assertThat(consensus.of(ballots(3, 5, 4, 2, 4, 3), "", "family 0")).contains(Outcome.FIRST);
    assertThat(Codec.read(Codec.write(consensus), JudgeConsensus.class)).isEqualTo(consensus);
  }

  private static List<JudgeConsensus.Ballot> ballots(double... scores) {
    var all = new ArrayList<JudgeConsensus.Ballot>();
    for (int j = 0; j < scores.length; j += 2)
      all.add(new JudgeConsensus.Ballot("family " + j / 2, scores[j], scores[j + 1]));
    return all;
  }

  @Test
  void implicitRewardsAreLogRatios() {
    Scorer policy = (_, y) -> -2.0 * y.plain().length();
    Scorer reference = (_, y) -> -3.0 * y.plain().length();
    var x = Content.of("?");
    var y = Content.of("four");
    assertThat(ImplicitReward.of(policy, reference, 0.1).score(x, y)).isCloseTo(0.4, within(1e-12));
    assertThat(ImplicitReward.of(policy, policy, 0.1).score(x, y)).isZero();
    var mean = new ImplicitReward(policy, reference, 0.1, Optional.of(c -> c.plain().length()));
    assertThat(mean.score(x, y)).isCloseTo(0.1, within(1e-12));
    assertThatThrownBy(() -> ImplicitReward.of(policy, reference, 0)).hasMessageContaining("beta");
  }

  @Test
  void modelsAreHeldAgainstEachOtherOnTheSamePairs() {
    var benchmark = new Benchmark(BenchFormat.PAIRS, List.copyOf(CORPUS));
    var results = new LinkedHashMap<String, BenchResult>();
    for (Scorer scorer : List.of(Lengths.LONGER, new DocumentOverlap(), new ClaimParser()))
      results.put(
          scorer.getClass().getSimpleName(), benchmark.run(scorer, BenchOptions.defaults()));
    var answers = Contest.answers(results);
    for (var one : answers) assertThat(one.right()).hasSize(CORPUS.size());
    var contests = Contest.all(answers);
    assertThat(contests).hasSize(3);
    for (var contest : contests) {
      assertThat(contest.adjusted()).isBetween(contest.test().p(), 1.0);
      if (contest.second().equals("ClaimParser")) assertThat(contest.adjusted()).isLessThan(1e-6);
    }
  }

  /** A scorer of length alone has one half once length is balanced. */
  @Test
  void lengthIsTakenOut() {
    var scoring = Scoring.of(CORPUS, Lengths.LONGER, Scoring.WHOLE);
    assertThat(Lengths.balanced(scoring.pairs(), TieCredit.HALF, 0.95)).isEmpty();
    var both = new ArrayList<>(CORPUS);
    CORPUS.stream().limit(20).map(Pair::swapped).forEach(both::add);
    var mixed = Scoring.of(both, Lengths.LONGER, Scoring.WHOLE).pairs();
    assertThat(Lengths.balanced(mixed, TieCredit.HALF, 0.95).orElseThrow().value()).isEqualTo(0.5);
    assertThat(Arrays.stream(new int[] {Lengths.words(Content.of(" a  b\nc "))}).sum())
        .isEqualTo(3);
    assertThat(Lengths.words(Content.of(" "))).isZero();
  }
}
