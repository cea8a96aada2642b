package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;

class SamplerTest {
  /** Probabilities 0.4, 0.3, 0.2, 0.1 at indices 1, 3, 0, 2. */
  private static final float[] LOGITS = {
    (float) Math.log(0.2), (float) Math.log(0.4), (float) Math.log(0.1), (float) Math.log(0.3)
  };

  @Test
  void frequenciesFollowTheFilteredDistribution() {
    var plain = Sampling.defaults();
    check(plain, 0.2, 0.4, 0.1, 0.3);
    check(plain.withTopK(2), 0, 4 / 7.0, 0, 3 / 7.0);
    check(plain.withTopP(0.65), 0, 4 / 7.0, 0, 3 / 7.0);
    check(plain.withTopP(0.75), 2 / 9.0, 4 / 9.0, 0, 3 / 9.0);
    check(plain.withMinP(0.4), 2 / 9.0, 4 / 9.0, 0, 3 / 9.0);
    // 0.6 of what top-k left is held by its first alone? 4/7 < 0.6, so both stay.
    check(plain.withTopK(2).withTopP(0.6), 0, 4 / 7.0, 0, 3 / 7.0);
    check(plain.withTopK(2).withTopP(0.5), 0, 1, 0, 0);
    check(plain.withTemperature(0.5), 4 / 30.0, 16 / 30.0, 1 / 30.0, 9 / 30.0);
    check(plain.withTemperature(0), 0, 1, 0, 0);
  }

  @Test
  void repetitionIsPenalisedOnBothSigns() {
    var sampling = Sampling.greedy().withRepetitionPenalty(2);
    var random = new Seeds(1).stream("x");
    assertThat(new Sampler(sampling, random, new int[] {0}).next(new float[] {3, 2, -5}, 0, 3))
        .isEqualTo(1);
    assertThat(new Sampler(sampling, random, new int[] {1}).next(new float[] {-3, -2}, 0, 2))
        .isEqualTo(0);
  }

  @Test
  void logProbabilitiesAreOfTheModelAndStayFinite() {
    assertThat(Sampler.logProbability(LOGITS, 0, 4, 3)).isCloseTo(Math.log(0.3), within(1e-6));
    assertThat(Sampler.logProbability(new float[] {9, 1e4f, 0}, 1, 2, 1)).isEqualTo(-1e4);
  }

  @Test
  void everySettingOutOfRangeIsNamed() {
    assertThatThrownBy(() -> new Sampling(-1, -1, 0, 2, 0, 0, List.of(""), Sampling.Overflow.STOP))
        .isInstanceOfSatisfying(ProblemsException.class, e -> assertThat(e.problems()).hasSize(7));
  }

  private static void check(Sampling sampling, double... expected) {
    var sampler = new Sampler(sampling, new Seeds(3).stream("draws"), new int[0]);
    int n = 20_000;
    double[] seen = new double[4];
    for (int i = 0; i < n; i++) seen[sampler.next(LOGITS, 0, 4)] += 1.0 / n;
    // Four standard deviations of a frequency over n draws.
    assertThat(seen).containsExactly(expected, within(4 * Math.sqrt(0.25 / n)));
    for (int i = 0; i < 4; i++) if (expected[i] == 0) assertThat(seen[i]).isZero();
  }
}
