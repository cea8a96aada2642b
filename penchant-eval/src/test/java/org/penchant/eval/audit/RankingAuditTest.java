package org.penchant.eval.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problem;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Bootstrap;
import org.penchant.eval.metric.PairScores;
import org.penchant.testkit.seed.Edges;
import org.penchant.testkit.seed.RandomCase;

class RankingAuditTest {
  private static final AuditSettings SETTINGS =
      AuditSettings.defaults().withBootstrap(new Bootstrap(200, 0.95));
  private static final Seeds SEEDS = new Seeds(1);

  private static PairScores pair(
      String place, double pw, double pl, double rw, double rl, OptionalDouble alpha) {
    return new PairScores(place, place, pw, pl, rw, rl, 10, 5, alpha);
  }

  private static OptionalDouble share(double alpha) {
    return OptionalDouble.of(alpha);
  }

  /** Right -> right, right -> wrong, wrong -> right, wrong -> wrong, wrong -> wrong by far. */
  private static List<PairScores> five() {
    return List.of(
        pair("a", -10, -20, -15, -20, share(0.75)),
        pair("b", -22, -20, -15, -20, share(0.75)),
        pair("c", -18, -20, -21, -20, share(0.75)),
        pair("d", -25, -20, -26, -20, share(0.75)),
        pair("e", -59, -20, -60, -20, share(0.75)));
  }

  @Test
  void handCountedExample() {
    var audit = RankingAudit.of(five(), SETTINGS, SEEDS);
    assertThat(audit.reference().sum().hits()).isEqualTo(2);
    assertThat(audit.policy().sum().hits()).isEqualTo(2);
    assertThat(audit.rewardAccuracy().wins()).isEqualTo(4);
    var flips = audit.flips();
    assertThat(
            List.of(
                flips.stayedRight().pairs(),
                flips.brokeWrong().pairs(),
                flips.flippedRight().pairs(),
                flips.stayedWrong().pairs()))
        .containsExactly(1L, 1L, 1L, 2L);
    assertThat(flips.flippedShare()).isCloseTo(1.0 / 3, within(1e-15));
    assertThat(flips.brokeWrong().meanMargin()).isCloseTo(-0.7, within(1e-12));
    assertThat(flips.brokeWrong().meanLoss()).isCloseTo(Math.log1p(Math.exp(0.7)), within(1e-12));
    assertThat(audit.difficulty().easy()).hasSize(2);
    assertThat(audit.difficulty().hard())
        .extracting(Difficulty.Entry::place)
        .containsExactly("c", "d", "e");
    assertThat(audit.difficulty().hardToFlip())
        .extracting(Difficulty.Entry::place)
        .containsExactly("e");
    assertThat(audit.difficulty().flippedEasiest()).isEqualTo(1);
    assertThat(audit.difficulty().flippedHardest()).isZero();
    // log(3) / beta beats c = 1, 6, 40 as beta = .01 (109.9), .1 (11.0), 1 (1.1), 5 and 10 (.1).
    assertThat(audit.gaps().sum().rows())
        .extracting(AlignmentGap.Row::idealised)
        .containsExactly(1.0, 0.8, 0.6, 0.4, 0.4);
    assertThat(audit.gaps().sum().median()).isCloseTo(0.2, within(1e-12));
    assertThat(audit.gaps().sum().max()).isCloseTo(0.6, within(1e-12));
    assertThat(audit.gaps().sum().min()).isZero();
    assertThat(audit.chosenLength()).isEqualTo(10);
    assertThat(audit.chosenChange().estimate()).isCloseTo((5 - 7 + 3 + 1 + 1) / 5.0, within(1e-12));
    assertThat(audit.warnings()).isEmpty();
  }

  @Test
  void countsAgreeWithOneAnother() {
    RandomCase.run(
        50,
        r -> {
          var pairs = new ArrayList<PairScores>();
          int n = Edges.length(r, 60);
          for (int i = 0; i < n; i++)
            pairs.add(
                new PairScores(
                    "row " + i,
                    "prompt " + i / 2,
                    Edges.logProbability(r),
                    Edges.logProbability(r),
                    Edges.logProbability(r),
                    Edges.logProbability(r),
                    Edges.length(r, 9),
                    Edges.length(r, 9),
                    share(r.nextDouble(0.51, 1))));
          var audit = RankingAudit.of(pairs, SETTINGS, SEEDS);
          var flips = audit.flips();
          assertThat(flips.stayedRight().pairs() + flips.brokeWrong().pairs())
              .isEqualTo(audit.reference().sum().hits())
              .isEqualTo(audit.difficulty().easy().size());
          assertThat(flips.stayedRight().pairs() + flips.flippedRight().pairs())
              .isEqualTo(audit.policy().sum().hits());
          assertThat(audit.units()).isEqualTo((n + 1) / 2);
          assertThat(audit.rewardAccuracy().pairs()).isEqualTo(n);
          assertThat(audit.reward().share()).isEqualTo(audit.rewardAccuracy().strict());
          assertThat(audit).isEqualTo(RankingAudit.of(pairs, SETTINGS, SEEDS));
        });
  }

  @Test
  void minorityChoicesAreRefusedAllAtOnce() {
    var pairs =
        List.of(
            pair("file.jsonl row 3", 0, 0, 0, 0, share(0.25)),
            pair("file.jsonl row 4", 0, 0, 0, 0, share(0.75)),
            pair("file.jsonl row 9", 0, 0, 0, 0, share(0)));
    assertThatThrownBy(() -> RankingAudit.of(pairs, SETTINGS, SEEDS))
        .isInstanceOfSatisfying(
            ProblemsException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ExitCode.BAD_DATA);
              assertThat(e.problems())
                  .extracting(Problem::place)
                  .containsExactly("file.jsonl row 3", "file.jsonl row 9");
            })
        .hasMessageContaining("swap chosen and rejected");
  }

  @Test
  void singleRaterDataIsWarnedOf() {
    var one = List.of(pair("a", -1, -2, -3, -4, share(1)));
    assertThat(RankingAudit.of(one, SETTINGS, SEEDS).warnings())
        .anyMatch(w -> w.rule().contains("single-rater") && w.rule().contains("0.001"));
    var none = List.of(pair("a", -1, -2, -3, -4, OptionalDouble.empty()));
    assertThat(RankingAudit.of(none, SETTINGS, SEEDS).warnings())
        .anyMatch(w -> w.rule().contains("alpha = 0.75 stands in"))
        .noneMatch(w -> w.rule().contains("single-rater"));
  }

  @Test
  void tiesAreDroppedAndSaidOrKept() {
    var pairs =
        List.of(pair("a", -1, -2, -3, -4, share(0.5)), pair("b", -1, -2, -3, -4, share(0.75)));
    var dropped = RankingAudit.of(pairs, SETTINGS, SEEDS);
    assertThat(dropped.pairs()).isEqualTo(1);
    assertThat(dropped.tiesDropped()).isEqualTo(1);
    assertThat(dropped.warnings()).anyMatch(w -> w.value().contains("alpha = 1/2"));
    var kept = RankingAudit.of(pairs, SETTINGS.withKeepTies(true), SEEDS);
    assertThat(kept.pairs()).isEqualTo(2);
    assertThatThrownBy(() -> RankingAudit.of(pairs.subList(0, 1), SETTINGS, SEEDS))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("needs a pair");
  }

  @Test
  void untrainedPolicyIsWarnedOf() {
    var same = List.of(pair("a", -3, -4, -3, -4, share(0.75)));
    assertThat(RankingAudit.of(same, SETTINGS, SEEDS).warnings())
        .anyMatch(w -> w.place().equals("reward accuracy"));
  }

  @Test
  void unitsWidenTheInterval() {
    var pairs = new ArrayList<PairScores>();
    for (int i = 0; i < 60; i++) {
      double right = i / 20 % 2 == 0 ? 1 : -1;
      pairs.add(new PairScores("row " + i, "prompt " + i / 20, right, 0, 0, 0, 1, 1, share(0.75)));
    }
    var rate = RankingAudit.of(pairs, SETTINGS, SEEDS).policy().sum();
    assertThat(rate.byUnit().width()).isGreaterThan(2 * rate.wilson().width());
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> SETTINGS.withBeta(0)).hasMessageContaining("beta = 0");
    assertThatThrownBy(() -> SETTINGS.withGrid(List.of(0.1, 0.0))).hasMessageContaining("grid");
  }
}
