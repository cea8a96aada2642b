package org.penchant.align.reward.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penchant.align.reward.relevance.QueryClassifier.Classified;
import org.penchant.align.reward.relevance.QueryClassifier.Kind;
import org.penchant.align.reward.relevance.RelevanceMixture.Measured;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ProblemsException;
import org.penchant.testkit.golden.Golden;

class RelevanceTest {
  private static final Classified OPEN = new Classified(Kind.OPEN, 1);
  private static final Classified CLOSED = new Classified(Kind.CLOSED, 1);
  private static final Segmentation WORDS = new Segmentation.Words();
  private static final RelevanceMixture R3 = RelevanceMixture.defaults();
  private static final Encoder ENCODER = HashedEncoder.defaults();

  private static Golden golden() {
    return Golden.read(RelevanceTest.class, "/golden/reward/021-r3.json");
  }

  @Test
  void factorsAreTheGoldenOnes() {
    var golden = golden().named("a short repeated text");
    String text = golden.inputs().text("text");
    double distinct = Repetition.distinct(WORDS.units(text), 3);
    golden.check("words", WORDS.words(text));
    golden.check("distinct", distinct);
    double r = golden.inputs().number("relevance");
    golden.check("reward", R3.of(new Measured(r, 0, WORDS.words(text), distinct), OPEN));
    var longer = golden().named("120 words");
    longer.check("reward", R3.of(new Measured(0.62, 0, 120, 0.9), OPEN));
  }

  @Test
  void repetitionCannotPay() {
    var units = new ArrayList<>(WORDS.units("one two three four five"));
    assertThat(Repetition.distinct(units, 3)).isEqualTo(1);
    for (int i = 0; i < 200; i++) units.addAll(units.subList(0, 5));
    double product = units.size() / 100.0 * Repetition.distinct(units, 3);
    assertThat(product).as("distinct trigrams / 100").isCloseTo(0.05, within(2e-4));
    var one = java.util.Collections.nCopies(12, "word");
    assertThat(Repetition.distinct(one, 3)).isEqualTo(0.1);
    assertThat(Repetition.distinct(List.of("a", "b"), 3)).isEqualTo(1);
    assertThat(Repetition.distinct(List.of(), 3)).isEqualTo(1);
  }

  @Test
  void lengthCountsInTheOpenBranchAlone() {
    double h = 1e-6;
    for (var kind : List.of(OPEN, CLOSED)) {
      double up = R3.of(new Measured(0.6, 0.5, 80 * Math.exp(h), 0.9), kind);
      double down = R3.of(new Measured(0.6, 0.5, 80 * Math.exp(-h), 0.9), kind);
      double elasticity = (Math.log(up) - Math.log(down)) / (2 * h);
      assertThat(elasticity).isCloseTo(kind == OPEN ? 1 : 0, within(1e-8));
    }
    var swapped = R3.withBranches(RelevanceMixture.Branches.SWAPPED);
    var m = new Measured(0.6, 0.5, 80, 0.9);
    assertThat(swapped.of(m, OPEN)).isEqualTo(R3.of(m, CLOSED));
    assertThat(swapped.of(m, CLOSED)).isEqualTo(R3.of(m, OPEN));
    var all = R3.withBranches(RelevanceMixture.Branches.OPEN);
    assertThat(all.of(m, CLOSED)).isEqualTo(R3.of(m, OPEN));
    assertThat(R3.withFactors(false, false).of(m, OPEN)).as("the raw retriever").isEqualTo(0.6);
  }

  @Test
  void negativeRelevanceIsZeroAndLengthIsCapped() {
    assertThat(R3.of(new Measured(-0.4, -0.4, 500, 1), OPEN)).isZero();
    assertThat(R3.of(new Measured(-0.4, -0.4, 500, 1), CLOSED)).isZero();
    var m = new Measured(0.5, 0, 10_000, 1);
    assertThat(R3.of(m, OPEN)).isCloseTo(0.5 * 5.12, within(1e-12));
    assertThatThrownBy(() ->
            new RelevanceMixture(
                100, Double.POSITIVE_INFINITY, true, true, RelevanceMixture.Branches.OPEN, 0.7))
        .hasMessageContaining("finite");
  }

  @Test
  void anUnsureClassifierGetsTheGeometricMean() {
    var m = new Measured(0.6, 0.5, 80, 0.9);
    double mean = Math.sqrt(R3.open(m) * R3.closed(m));
    assertThat(R3.of(m, new Classified(Kind.OPEN, 0.69))).isEqualTo(mean);
    assertThat(R3.of(m, new Classified(Kind.CLOSED, 0.69))).isEqualTo(mean);
    assertThat(R3.of(m, new Classified(Kind.CLOSED, 0.7))).isEqualTo(R3.closed(m));
    assertThatThrownBy(() -> new Classified(Kind.OPEN, 0.3)).hasMessageContaining("other kind");
  }

  @Test
  void cuesTellKindsOfQuery() {
    var cues = CueClassifier.defaults();
    assertThat(cues.of("Who wrote Faust?")).isEqualTo(new Classified(Kind.CLOSED, 0.9));
    assertThat(cues.of("Is the sun a star?").kind()).isEqualTo(Kind.CLOSED);
    assertThat(cues.of("Write a poem about rain.")).isEqualTo(new Classified(Kind.OPEN, 0.9));
    assertThat(cues.of("Rain.").confidence()).isEqualTo(0.5);
    assertThat(cues.of("Write down who won.").confidence()).isEqualTo(0.5);
  }

  @Test
  void theRescalingMapsQuantilesAndKnowsItsEncoder() {
    double[] closed = new double[101];
    double[] open = new double[101];
    for (int i = 0; i <= 100; i++) {
      closed[i] = 2 + i / 100.0;
      open[i] = i / 50.0;
    }
    var fitted = Rescaling.fit(ENCODER, closed, open);
    assertThat(fitted.of(2.05)).isCloseTo(0.1, within(1e-12));
    assertThat(fitted.of(2.95)).isCloseTo(1.9, within(1e-12));
    assertThat(fitted.of(0)).isZero();
    assertThat(Json.read("f", Json.pretty(fitted), Rescaling.class)).isEqualTo(fitted);
    assertThatThrownBy(() -> fitted.check(new HashedEncoder(64, 3, 4)))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("another encoder");
    assertThatThrownBy(() -> Rescaling.fit(ENCODER, new double[] {1, 1, 1}, open))
        .hasMessageContaining("closed relevances")
        .hasMessageContaining("one value");
    assertThat(Rescaling.none(ENCODER).of(0.4)).isEqualTo(0.4);
  }

  @Test
  void scoresTextsAndExplainsThem() {
    var prompt = Content.of("Write about the cat on the mat.");
    var scorer = RelevanceScorer.of(ENCODER, _ -> Optional.empty());
    var answer = Content.of("The cat on the mat sleeps all day and dreams of birds.");
    var explained = scorer.explain(prompt, answer);
    assertThat(scorer.score(prompt, answer)).isEqualTo(explained.value()).isPositive();
    assertThat(explained.render()).contains("OPEN query", "distinct = 1", "words = 12");
    assertThat(scorer.score(prompt, Content.of("Prices of steel rose again in the third quarter.")))
        .isLessThan(explained.value());
    assertThat(scorer.score(prompt, Content.of("  "))).isZero();
    var who = Content.of("Who sat on the mat?");
    assertThatThrownBy(() -> scorer.score(who, answer)).hasMessageContaining("no reference answer");
    var known = RelevanceScorer.of(ENCODER, _ -> Optional.of("The cat."));
    assertThat(known.score(who, Content.of("The cat.")))
        .isGreaterThan(known.score(who, Content.of("Some dog or other.")));
    assertThat(known.score(who, Content.of(""))).isZero();
  }

  @Test
  void scriptsWithoutSpacesAreRefusedOrCountedInCharacters() {
    String text = "\u732b\u306f\u30de\u30c3\u30c8\u306e\u4e0a\u306b\u3044\u308b";
    assertThatThrownBy(() -> WORDS.words(text))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("no spaces between words");
    var characters = Segmentation.Characters.defaults();
    assertThat(characters.words(text)).isEqualTo(5);
    assertThat(Repetition.distinct(characters.units(text + text + text), 3)).isLessThan(0.4);
  }

  @Test
  void copiesOfTheQueryAreFound() {
    var query = WORDS.units("what is the best way to learn to swim");
    assertThat(Copying.share(query, query)).isEqualTo(1);
    assertThat(Copying.copies(query, WORDS.units("what is the best way to learn to swim well")))
        .isTrue();
    assertThat(Copying.copies(query, WORDS.units("the best way is to swim often with a teacher")))
        .isFalse();
    assertThat(Copying.copies(query, WORDS.units("the"))).isFalse();
    assertThat(Copying.share(List.of(), List.of())).isZero();
  }

  @Test
  void theEncoderIsDeterministicAndNormed() {
    double[] v = ENCODER.encode("Cats sleep.");
    assertThat(v).isEqualTo(ENCODER.encode("cats  sleep")).hasSize(4096);
    assertThat(ENCODER.relevance("Cats sleep.", "cats sleep")).isCloseTo(1, within(1e-12));
    assertThat(ENCODER.encode("")).containsOnly(0.0);
  }
}
