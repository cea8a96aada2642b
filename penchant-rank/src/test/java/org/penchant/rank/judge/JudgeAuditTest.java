package org.penchant.rank.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penchant.core.preference.Content;
import org.penchant.core.random.Seeds;

/** An audit finds the faults a simulated judge was given. */
class JudgeAuditTest {
  private static final String[] MODELS = {"m0", "m1", "m2", "m3"};

  /** Quality is the number a text begins with; its words follow. */
  private static List<JudgeAudit.Judged> judged(SimulatedJudge judge, int questions, long seed) {
    var random = new Seeds(seed).stream("questions");
    var all = new ArrayList<JudgeAudit.Judged>();
    for (int q = 0; q < questions; q++) {
      int i = random.nextInt(4);
      int j = (i + 1 + random.nextInt(3)) % 4;
      double qa = 0.4 * i + 0.3 * random.nextGaussian();
      double qb = 0.4 * j + 0.3 * random.nextGaussian();
      int wa = 1 + random.nextInt(60);
      int wb = 1 + random.nextInt(60);
      var a = text(i, qa, wa);
      var b = text(j, qb, wb);
      var prompt = Content.of("question " + q);
      all.add(
          new JudgeAudit.Judged(
              prompt.plain(),
              MODELS[i],
              MODELS[j],
              wa,
              wb,
              i == 2,
              j == 2,
              judge.compare(prompt, a, b, 0).orElseThrow(),
              judge.compare(prompt, b, a, 0).orElseThrow(),
              Optional.of(Verdict.of(qa, qb))));
    }
    return all;
  }

  private static Content text(int model, double quality, int words) {
    return Content.of(quality + ":" + model + " x".repeat(words - 1));
  }

  private static double quality(Content text) {
    return Double.parseDouble(text.plain().split(":")[0]);
  }

  private static SimulatedJudge judge(long seed) {
    return SimulatedJudge.of((_, text) -> quality(text), new Seeds(seed)).withNoise(0.5);
  }

  private static double effect(JudgeAudit audit, String name) {
    return audit.effects().stream()
        .filter(e -> e.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void statedFaultsAreFoundInsideTheRatingModel() {
    var faulty =
        judge(1)
            .withPosition(0.8)
            .withLength(0.5)
            .withSelf(text -> text.plain().contains(":2") ? 1 : 0, 0.6);
    var audit = JudgeAudit.of(judged(faulty, 3000, 1));
    // Quality within a model and noise are not in the model, which shrinks log-odds a little.
    assertThat(effect(audit, "position")).isCloseTo(0.8, within(0.1));
    assertThat(effect(audit, "length")).isCloseTo(0.5, within(0.1));
    assertThat(effect(audit, "self")).isCloseTo(0.6, within(0.12));
    // People who always see the better answer are steeper than the judge.
    assertThat(effect(audit, "skill")).isBetween(0.1, 0.7);
    assertThat(audit.notes()).isEmpty();
    assertThat(JudgeAudit.of(judged(faulty, 50, 1), List.of()).notes()).hasSize(1);
    for (var e : audit.effects()) assertThat(e.standardError()).isBetween(0.0, 10.0);
    assertThat(audit.consistency().estimate()).isBetween(0.3, 0.95);
    assertThat(audit.agreement().orElseThrow().estimate()).isBetween(0.6, 0.99);
    assertThat(audit.kappa().orElseThrow().value()).isBetween(0.1, 0.9);
  }

  @Test
  void aFairJudgeHasNoEffects() {
    var audit = JudgeAudit.of(judged(judge(2), 3000, 2));
    for (String name : List.of("position", "length"))
      assertThat(effect(audit, name)).as(name).isCloseTo(0, within(0.05));
    assertThat(effect(audit, "self")).isCloseTo(0, within(0.08));
    assertThat(JudgeAudit.of(judged(judge(2).withNoise(0), 200, 3)).consistency().estimate())
        .isEqualTo(1);
  }

  @Test
  void nothingCannotBeAudited() {
    assertThatThrownBy(() -> JudgeAudit.of(List.of())).hasMessageContaining("no question");
  }
}
