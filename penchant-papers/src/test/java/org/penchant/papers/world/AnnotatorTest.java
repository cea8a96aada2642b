package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.random.Seeds;

class AnnotatorTest {
  private static final Content PROMPT = Content.of("the guest asks for tea .");
  private static final Candidate SHORT = Candidate.response(Content.of("yes ."));
  private static final Candidate LONG = Candidate.response(Content.of("yes of course it is so ."));

  @Test
  void sharesOfVotesAreThoseOfTheFormula() {
    assertShare(Annotator.defaults(), 1 / (1 + Math.exp(-1)));
    assertShare(Annotator.defaults().withTemperature(2), 1 / (1 + Math.exp(-0.5)));
    assertShare(Annotator.defaults().withLengthBias(0.2), 1 / (1 + Math.exp(-1 + 0.2 * 5)));
    assertShare(Annotator.defaults().withPositionBias(0.5), 1 / (1 + Math.exp(-1.5)));
    double p = 1 / (1 + Math.exp(-1));
    assertShare(Annotator.defaults().withFlip(0.2), 0.8 * p + 0.2 * (1 - p));
    assertShare(Annotator.defaults().withTemperature(0), 1);
    assertShare(Annotator.defaults().withTemperature(0).withFlip(0.3), 0.7);
  }

  private static void assertShare(Annotator annotator, double expected) {
    var judge =
        SimulatedAnnotator.of(
            (_, response) -> response.equals(SHORT.content()) ? 1 : 0, annotator, new Seeds(7));
    int n = 20_000;
    int first = 0;
    for (int i = 0; i < n; i++) {
      var vote = (Feedback.Pairwise) judge.judge(PROMPT, List.of(SHORT, LONG));
      if (vote.outcome() == Outcome.FIRST) first++;
      assertThat(vote.mark().annotator()).contains("simulated");
    }
    assertThat((double) first / n).as("%s", annotator).isCloseTo(expected, within(0.015));
  }

  @Test
  void manyCandidatesAreRankedAndTheBestIsFirstAsOftenAsPlackettLuceSays() {
    var candidates =
        Stream.of("a .", "b .", "c .").map(t -> Candidate.response(Content.of(t))).toList();
    var judge =
        SimulatedAnnotator.of(
            (_, response) -> response.plain().equals("c .") ? 1 : 0,
            Annotator.defaults(),
            new Seeds(8));
    int n = 20_000;
    int last = 0;
    for (int i = 0; i < n; i++) {
      var ranking = (Feedback.Ranking) judge.judge(PROMPT, candidates);
      assertThat(ranking.groups()).hasSize(3);
      if (ranking.groups().getFirst().equals(List.of(2))) last++;
    }
    assertThat((double) last / n).isCloseTo(Math.E / (Math.E + 2), within(0.015));
  }

  @Test
  void theSameSeedsGiveTheSameVotes() {
    assertThat(votes(1)).isEqualTo(votes(1)).isNotEqualTo(votes(2));
    assertThatThrownBy(() ->
            SimulatedAnnotator.of((_, _) -> 0, Annotator.defaults(), new Seeds(1))
                .judge(PROMPT, List.of(SHORT)))
        .hasMessageContaining("needs two candidates");
  }

  private static List<Feedback> votes(long seed) {
    var judge = SimulatedAnnotator.of((_, _) -> 0, Annotator.defaults(), new Seeds(seed));
    return Stream.generate(() -> judge.judge(PROMPT, List.of(SHORT, LONG))).limit(40).toList();
  }

  @Test
  void theGrammarIsReadableAndItsUtilityIsThatOfItsParts() {
    var utility = ToyGrammarWorld.utility();
    assertThat(score("of course , i will bring the tea , thank you .")).isEqualTo(4);
    assertThat(score("of course , i will bring the soup , thank you .")).isEqualTo(3);
    assertThat(score("what now , forget the soup , go away .")).isEqualTo(-3);
    assertThat(score("fine , here is the tea .")).isEqualTo(1);
    assertThat(score("tea tea tea")).isEqualTo(-1);
    var words = ToyGrammarWorld.vocabulary();
    assertThat(words).doesNotHaveDuplicates().hasSizeBetween(40, 80);
    var prompts = ToyGrammarWorld.prompts();
    assertThat(prompts).hasSize(144).doesNotHaveDuplicates();
    var answers = ToyGrammarWorld.defaults().generator(new Seeds(3)).generate(prompts, 3);
    for (int i = 0; i < prompts.size(); i++) {
      assertThat(words).contains(prompts.get(i).plain().split(" "));
      for (var answer : answers.get(i)) {
        assertThat(words).contains(answer.plain().split(" "));
        assertThat(utility.score(prompts.get(i), answer)).isBetween(-3.0, 4.0);
      }
    }
    var best = new ToyGrammarWorld(1, 1).sample(PROMPT, new Seeds(1).stream("x"));
    assertThat(utility.score(PROMPT, best)).isEqualTo(4);
  }

  private static double score(String answer) {
    return ToyGrammarWorld.utility().score(PROMPT, Content.of(answer));
  }

  @Test
  void grammarPairsFollowTheJudge() {
    var utility = ToyGrammarWorld.utility();
    var strict =
        SimulatedAnnotator.of(utility, Annotator.defaults().withTemperature(0), new Seeds(5));
    var pairs = ToyGrammarWorld.defaults().pairs(200, strict, new Seeds(5));
    assertThat(pairs).hasSize(200);
    for (var pair : pairs)
      assertThat(utility.score(pair.prompt(), pair.chosen().content()))
          .isGreaterThanOrEqualTo(utility.score(pair.prompt(), pair.rejected().content()));
    assertThat(pairs.stream().map(p -> p.prompt()).distinct()).hasSize(144);
  }
}
