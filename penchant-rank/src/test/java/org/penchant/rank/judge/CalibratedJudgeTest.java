package org.penchant.rank.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;

class CalibratedJudgeTest {
  private static final Content Q = Content.of("q");

  /** The utility of a text is the number it begins with. */
  private static SimulatedJudge judge() {
    return SimulatedJudge.of(
        (_, text) -> Double.parseDouble(text.plain().split(" ")[0]), new Seeds(0));
  }

  private static List<Candidate> candidates(String... texts) {
    return java.util.Arrays.stream(texts).map(t -> Candidate.response(Content.of(t))).toList();
  }

  @Test
  void simulatedFaultsAreTheLogOddsTheySay() {
    var a = Content.of("1 one two three");
    var b = Content.of("0.5 x");
    assertThat(odds(judge(), a, b)).isEqualTo(0.5);
    assertThat(odds(judge().withTemperature(0.25), a, b)).isEqualTo(2);
    assertThat(odds(judge().withPosition(0.75), a, b)).isEqualTo(1.25);
    assertThat(odds(judge().withLength(2), a, b)).isCloseTo(0.5 + 2 * Math.log(2), within(1e-12));
    assertThat(odds(judge().withSelf(t -> t.equals(b) ? 1 : 0, 3), a, b)).isEqualTo(-2.5);
    var noisy = judge().withNoise(2);
    assertThat(odds(noisy, a, b)).isEqualTo(odds(noisy, a, b)).isNotEqualTo(0.5);
    assertThat(odds(noisy, a, b) + odds(noisy, b, a)).isNotEqualTo(0);
    double sum = 0;
    double squares = 0;
    for (int s = 0; s < 4000; s++) {
      double e = noisy.compare(Q, a, b, s).orElseThrow().logOdds() - 0.5;
      sum += e;
      squares += e * e;
    }
    assertThat(sum / 4000).isCloseTo(0, within(0.13));
    assertThat(Math.sqrt(squares / 4000)).isCloseTo(2, within(0.1));
  }

  private static double odds(TextJudge judge, Content first, Content second) {
    return judge.compare(Q, first, second, 0).orElseThrow().logOdds();
  }

  @Test
  void positionBiasCancelsInFeedback() {
    var biased = CalibratedJudge.of(judge().withPosition(5));
    var feedback = (Feedback.Pairwise) biased.judge(Q, candidates("0", "1"));
    assertThat(feedback.outcome()).isEqualTo(Feedback.Outcome.SECOND);
    assertThat(feedback.strength()).isCloseTo(2 / (1 + Math.exp(-1)) - 1, within(1e-12));
    var oneOrder =
        new CalibratedJudge(judge().withPosition(5), new PositionCalibration.OneOrder(), 0);
    assertThat(((Feedback.Pairwise) oneOrder.judge(Q, candidates("0", "1"))).outcome())
        .isEqualTo(Feedback.Outcome.FIRST);
    var tie = (Feedback.Pairwise) biased.judge(Q, candidates("1", "1 b"));
    assertThat(tie.outcome()).isEqualTo(Feedback.Outcome.TIE);
  }

  @Test
  void moreThanTwoAreRanked() {
    var ranking =
        (Feedback.Ranking)
            CalibratedJudge.of(judge().withPosition(2)).judge(Q, candidates("1", "3", "1 b", "2"));
    assertThat(ranking.groups()).isEqualTo(List.of(List.of(1), List.of(3), List.of(0, 2)));
  }

  @Test
  void refusesWhatSaysNothing() {
    var mute = CalibratedJudge.of((_, _, _, _) -> Optional.empty());
    assertThatThrownBy(() -> mute.judge(Q, candidates("0", "1")))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("none of them could be read");
    assertThatThrownBy(() -> mute.judge(Q, candidates("0"))).hasMessageContaining("needs two");
    assertThatThrownBy(() -> new CalibratedJudge(judge(), new PositionCalibration.Mean(), 0.5))
        .hasMessageContaining("band = 0.5");
    assertThatThrownBy(() -> judge().withTemperature(0)).hasMessageContaining("temperature");
    assertThatThrownBy(() -> judge().withNoise(-1)).hasMessageContaining("noise");
  }
}
