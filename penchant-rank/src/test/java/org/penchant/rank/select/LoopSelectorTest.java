package org.penchant.rank.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penchant.core.parts.Codec;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.seam.Generator;
import org.penchant.core.seam.Scorer;

/** The identities and traps of specification 010 that concern selection. */
class LoopSelectorTest {
  private static final Scorer READ =
      (_, answer) -> Double.parseDouble(((Content.Text) answer).text());

  /** Gives the numbers of a list as answers, in its order. */
  private static Generator reading(double... numbers) {
    int[] at = {0};
    return (_, count) -> {
      var answers = new ArrayList<Content>();
      for (int i = 0; i < count; i++) answers.add(Content.of(Double.toString(numbers[at[0]++])));
      return List.of(answers);
    };
  }

  private static LoopSelector selector(int n, int m, Gate gate, double threshold) {
    return new LoopSelector(new Loops(n, m), gate, threshold, Optional.empty());
  }

  @Test
  void theBestOfAllSoFarIsReturnedNotOfTheLastLoop() {
    var said =
        selector(6, 2, Gate.ACCELERATOR, 9)
            .select(Content.of("?"), reading(1, 5, 2, 3, 0, 4), READ);
    assertThat(said).isInstanceOf(Selection.Answer.class);
    assertThat(said.score()).isEqualTo(5);
    assertThat(said.samples()).isEqualTo(6);
    assertThat(((Selection.Answer) said).content()).isEqualTo(Content.of("5.0"));
  }

  @Test
  void anAbstentionIsAnOutcome() {
    var said = selector(4, 2, Gate.GUARDRAIL, 9).select(Content.of("?"), reading(1, 5, 2, 3), READ);
    assertThat(said).isInstanceOf(Selection.Abstention.class);
    assertThat(((Selection.Abstention) said).best()).isEqualTo(Content.of("5.0"));
    assertThat(said.acceptance()).isEmpty();
  }

  /** The last loop is smaller where m does not divide N. */
  @ParameterizedTest
  @CsvSource({
    "7, 3, 4, 6",
    "7, 3, 99, 7",
    "7, 7, -99, 7",
    "7, 2, -Infinity, 2",
    "7, 2, Infinity, 7",
    "7, 2, 3, 4"
  })
  void samplesAreWholeLoops(int n, int m, double threshold, int samples) {
    double[] scores = {0, 1, 2, 3, 4, 5, 6};
    var stop = new Loops(n, m).run(threshold, scores);
    assertThat(stop.samples()).isEqualTo(samples);
    assertThat(stop.score()).isEqualTo(samples - 1);
  }

  @Test
  void infiniteThresholdsAreBestOfNAndOfM() {
    var trials = trials(200, 3);
    var open = selector(16, 4, Gate.ACCELERATOR, Double.POSITIVE_INFINITY);
    var whole = selector(16, 16, Gate.ACCELERATOR, 0);
    assertThat(SelectionReport.of(open, trials)).isEqualTo(SelectionReport.of(whole, trials));
    var closed = selector(16, 4, Gate.GUARDRAIL, Double.POSITIVE_INFINITY);
    assertThat(SelectionReport.of(closed, trials).abstention()).isEqualTo(1);
    assertThat(SelectionReport.of(closed, trials).perAnswer()).isNaN();
    var first = selector(16, 4, Gate.GUARDRAIL, Double.NEGATIVE_INFINITY);
    assertThat(SelectionReport.of(first, trials).meanSamples()).isEqualTo(4);
  }

  /** Uniform scores: P(M_l < t) = t^(m l). */
  @Test
  void expectedSamplesAreTheMeanOfRuns() {
    var random = new Seeds(4).stream("scores");
    var loops = new Loops(10, 4);
    double mean = 0;
    for (int i = 0; i < 40_000; i++)
      mean += loops.run(0.8, random.doubles(10).toArray()).samples() / 40_000.0;
    double[] below = {Math.pow(0.8, 4), Math.pow(0.8, 8)};
    assertThat(loops.expectedSamples(below)).isCloseTo(mean, within(0.05));
  }

  /** No score, no selection: a NaN would win or lose silently. */
  @Test
  void badScoresAndSettingsAreRefused() {
    assertThatThrownBy(() ->
            selector(2, 1, Gate.GUARDRAIL, 0)
                .select(Content.of("?"), reading(1, 2), (_, _) -> Double.NaN))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Loops(4, 5)).hasMessageContaining("[1, 4]");
    assertThatThrownBy(() -> selector(4, 2, Gate.GUARDRAIL, Double.NaN))
        .hasMessageContaining("NaN");
  }

  @Test
  void theGuardrailKeepsItsLimitAndIsNeededForTheGreatestOfMany() {
    var calibration = LoopCalibration.defaults();
    var found = calibration.guardrail(trials(2000, 5), 0.05);
    assertThat(found.bound()).isLessThanOrEqualTo(0.05);
    var fresh = SelectionReport.of(LoopSelector.of(found), trials(4000, 6));
    assertThat(fresh.perPrompt()).isLessThan(0.05);
    assertThat(fresh.answered()).isPositive();
    assertThat(fresh.perAnswer()).isGreaterThanOrEqualTo(fresh.perPrompt());
    // The winner's curse: a threshold for single answers lets through too much of the greatest.
    var single =
        new LoopCalibration(new Loops(1, 1), 0.95)
            .guardrail(trials(2000, 5).stream().map(LoopSelectorTest::first).toList(), 0.05);
    assertThat(single.threshold()).isLessThan(found.threshold());
    var cursed = selector(16, 4, Gate.GUARDRAIL, single.threshold());
    assertThat(SelectionReport.of(cursed, trials(4000, 6)).perPrompt()).isGreaterThan(0.05);
    assertThatThrownBy(() ->
            calibration.guardrail(trials(9, 5).stream().map(LoopSelectorTest::first).toList(), 0.5))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("must be calibrated on that many");
    assertThatThrownBy(() -> calibration.guardrail(trials(50, 5), 0.05))
        .hasMessageContaining("59 prompts");
  }

  @Test
  void theAcceleratorLosesNoMoreThanItMay() {
    var calibration = LoopCalibration.defaults();
    var trials = trials(2000, 5);
    var found = calibration.accelerator(trials, 0.01);
    var whole = SelectionReport.of(selector(16, 16, Gate.ACCELERATOR, 0), trials);
    assertThat(whole.acceptable() - found.report().acceptable()).isLessThan(0.01 + 1e-9);
    assertThat(found.report().meanSamples()).isLessThan(16);
    assertThat(calibration.accelerator(trials, 0).report().meanSamples())
        .isGreaterThanOrEqualTo(found.report().meanSamples());
    var said =
        LoopSelector.of(found).select(Content.of("?"), reading(trials.getFirst().scores()), READ);
    assertThat(said.acceptance().orElseThrow()).isBetween(0.0, 1.0);
  }

  @Test
  void selectorsAreData() {
    var selector = LoopSelector.defaults();
    assertThat(Codec.read(Codec.write(selector), LoopSelector.class)).isEqualTo(selector);
  }

  private static Trial first(Trial t) {
    return new Trial(
        Arrays.copyOf(t.scores(), 1),
        Arrays.copyOf(t.acceptable(), 1),
        Arrays.copyOf(t.quality(), 1));
  }

  /** Utilities N(0, 1) - 1 + N(0, 1) of the prompt, scores with noise N(0, 1). */
  private static List<Trial> trials(int n, long seed) {
    var random = new Seeds(seed).stream("trials");
    var trials = new ArrayList<Trial>();
    for (int i = 0; i < n; i++) {
      double level = random.nextGaussian() - 1;
      double[] utilities = new double[16];
      double[] scores = new double[16];
      for (int k = 0; k < 16; k++) {
        utilities[k] = level + random.nextGaussian();
        scores[k] = utilities[k] + random.nextGaussian();
      }
      trials.add(Trial.of(scores, utilities));
    }
    return trials;
  }
}
