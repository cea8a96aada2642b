package org.penchant.rank.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.testkit.contract.ContractSamples;
import org.penchant.testkit.golden.Golden;

class EvaluationGameTest {
  private static final double[][] SKILLS = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  private static final Golden GOLDEN =
      Golden.read(EvaluationGameTest.class, "/golden/game/103-open-ended-evaluation.json");

  private static PreferenceTensor specialists() {
    return Skills.of(GOLDEN.named("specialists and a generalist").inputs().rows("skills"), SKILLS)
        .tensor();
  }

  private static Skills random(RandomGenerator random, int models) {
    var skills = new double[models][3];
    for (var row : skills) Arrays.setAll(row, _ -> random.nextDouble());
    return Skills.of(skills, SKILLS);
  }

  @Test
  void goldenEntropies() {
    for (String name : List.of("clones share", "clones uniform")) {
      var golden = GOLDEN.named(name);
      var affinity = Affinity.of(golden.inputs().rows("kernel"));
      assertThat(affinity.clipped()).isFalse();
      golden.check("entropy", affinity.entropy(golden.inputs().numbers("x")));
    }
    var golden = GOLDEN.named("distances");
    double[][] squared = golden.inputs().rows("squared");
    var kernel =
        Arrays.stream(squared)
            .map(row -> Arrays.stream(row).map(d -> Math.exp(-d / 0.5)).toArray())
            .toArray(double[][]::new);
    golden.check("a12", kernel[0][1]);
    golden.check("a13", kernel[0][2]);
    golden.check("entropy", Affinity.of(kernel).entropy(golden.inputs().numbers("x")));
    double[] points = {0, Math.sqrt(0.1)};
    double[][] two = Affinity.kernel(2, a -> new double[] {points[a], 7}, 0.5);
    assertThat(two[0][1]).isCloseTo(kernel[0][1], within(1e-12));
  }

  @Test
  void splittingMassBetweenClonesKeepsTheEntropy() {
    var affinity = Affinity.of(new double[][] {{1, 1, 0.2}, {1, 1, 0.2}, {0.2, 0.2, 1}});
    double whole = affinity.entropy(new double[] {0.6, 0, 0.4});
    for (double part : new double[] {0.1, 0.3, 0.6})
      assertThat(affinity.entropy(new double[] {0.6 - part, part, 0.4}))
          .isCloseTo(whole, within(1e-12));
    var plain = Affinity.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    assertThat(plain.entropy(Vectors.uniform(3))).isCloseTo(1 - 1 / 3.0, within(1e-12));
  }

  @Test
  void goldenRatings() {
    var golden = GOLDEN.named("beats both but not as hard");
    var one = PreferenceTensor.of(new double[][][] {golden.inputs().rows("s")});
    golden.check("ratings", GameRating.defaults().rate(one));
    var equilibrium = GameRating.defaults().equilibrium(specialists());
    var other = GOLDEN.named("specialists and a generalist");
    other.check("ratings", equilibrium.modelRatings());
    other.check("prompts", equilibrium.promptRatings());
    other.check("king", equilibrium.weights(Player.KING));
    other.check("rebel", equilibrium.weights(Player.REBEL));
    assertThat(equilibrium.leaders()).containsExactly(3);
    double[][] parts = equilibrium.decomposition();
    for (int i = 0; i < 4; i++)
      assertThat(Arrays.stream(parts[i]).sum())
          .isCloseTo(equilibrium.modelRatings()[i], within(1e-12));
  }

  @Test
  void copiesMoveNothingAndShareTheirMass() {
    var before = GameRating.defaults().equilibrium(specialists());
    var prompts = GameRating.defaults().equilibrium(specialists().withPromptCopies(0, 3));
    assertThat(prompts.modelRatings()).containsExactly(before.modelRatings(), within(1e-5));
    for (int copy : new int[] {0, 3, 4, 5})
      assertThat(prompts.weights(Player.PROMPT)[copy]).isCloseTo(1 / 12.0, within(1e-4));
    var tensor = specialists().withModelCopy(0);
    for (double penalty : new double[] {0, 1}) {
      var rating = GameRating.defaults().withPenalty(penalty);
      var attack = CloneAttack.of(rating, specialists(), tensor, Equilibrium.TIE_BAND);
      assertThat(attack.change()).isLessThan(1e-4);
      assertThat(attack.leaderChanged()).isFalse();
    }
    var models = GameRating.defaults().equilibrium(tensor);
    assertThat(models.weights(Player.KING)[4]).isCloseTo(0.1243, within(1e-3));
    assertThat(models.weights(Player.KING)[0]).isCloseTo(0.1243, within(1e-3));
    assertThat(models.entropy(Player.KING)).isCloseTo(before.entropy(Player.KING), within(1e-4));
  }

  @Test
  void nothingPreferredNothingRated() {
    var none = PreferenceTensor.of(new double[2][3][3]);
    for (double penalty : new double[] {0, 1}) {
      var equilibrium = GameRating.defaults().withPenalty(penalty).equilibrium(none);
      assertThat(equilibrium.converged()).isTrue();
      assertThat(equilibrium.modelRatings()).containsOnly(0);
      assertThat(equilibrium.promptRatings()).containsOnly(0);
    }
  }

  /** At least as good as everyone against every opponent: first under every distribution. */
  @Test
  void aDominatingModelIsFirst() {
    var random = new Seeds(0).stream("dominating");
    for (int k = 0; k < 5; k++) {
      var skills = random(random, 4);
      for (int s = 0; s < 3; s++) {
        int skill = s;
        skills.models()[2][s] =
            Arrays.stream(skills.models()).mapToDouble(m -> m[skill]).max().orElseThrow();
      }
      assertThat(GameRating.defaults().equilibrium(skills.tensor()).leaders()).contains(2);
      assertThat(
              new GameRating(0.1, 1, AnnealedNash.defaults())
                  .equilibrium(skills.tensor())
                  .leaders())
          .contains(2);
    }
  }

  /** Every deviation's gain, computed anew from its definition. */
  @Test
  void noDeviationGains() {
    var random = new Seeds(1).stream("gains");
    for (int k = 0; k < 4; k++) {
      var game = EvaluationGame.of(random(random, 3 + k % 2).tensor(), 0.1, 1);
      var found = MaxEntropyCorrelated.defaults().solve(game);
      assertThat(found.converged()).isTrue();
      assertThat(Arrays.stream(found.x()).sum()).isCloseTo(1, within(1e-9));
      double most = Double.NEGATIVE_INFINITY;
      for (var player : Player.values())
        for (int d = 0; d < game.size(player); d++) {
          double gain = 0;
          for (int a = 0; a < game.joint(); a++) {
            int there = a + (d - game.action(player, a)) * game.stride(player);
            gain += found.x()[a] * (game.payoff(player)[there] - game.payoff(player)[a]);
          }
          most = Math.max(most, gain);
        }
      assertThat(most).isLessThan(1e-6);
      assertThat(most).isCloseTo(found.exploitability(), within(1e-9));
      // Reading off: nobody earns more as king than the king does.
      double earned = Vectors.dot(found.x(), game.payoff(Player.KING));
      assertThat(Vectors.max(found.modelRatings())).isLessThan(earned + 1e-6);
    }
  }

  @Test
  void theAnnealedRouteSaysHowFarItGot() {
    var tensor = random(new Seeds(2).stream("nash"), 4).tensor();
    var found = new GameRating(0.1, 1, AnnealedNash.defaults()).equilibrium(tensor);
    assertThat(found.exploitability()).isGreaterThan(-1e-12);
    assertThat(found.converged()).isEqualTo(found.exploitability() <= 0.02);
    assertThat(found.standings().notes()).anyMatch(n -> n.contains("gains at most"));
  }

  /** Each solver's answer exploits nothing it does not state, and reads back from data. */
  @Test
  void everySolverKeepsTheContract() {
    var random = new Seeds(4).stream("solvers");
    var solvers =
        ContractSamples.of(EquilibriumSolver.class)
            .withOnly(MaxEntropyCorrelated.defaults())
            .withOnly(AnnealedNash.defaults())
            .draw(random);
    var game = EvaluationGame.of(random(random, 4).tensor(), 0.1, 1);
    for (var solver : solvers) {
      assertThat(Codec.read(Codec.write(solver), EquilibriumSolver.class)).isEqualTo(solver);
      var found = solver.solve(game);
      assertThat(Arrays.stream(found.x()).sum()).isCloseTo(1, within(1e-9));
      assertThat(found.x()).doesNotContain(Double.NaN);
      assertThat(found.exploitability())
          .isEqualTo(Vectors.max(new Deviations(game).gains(found.x())));
    }
  }

  @Test
  void largeGamesAreRefused() {
    var large = PreferenceTensor.of(new double[2][230][230]);
    var game = EvaluationGame.of(large, 0.1, 1);
    assertThatThrownBy(() -> MaxEntropyCorrelated.defaults().solve(game))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("105800 joint actions");
  }

  @Test
  void kernelsThatAreNotPositiveAreClippedAndSaidSo() {
    var clipped = Affinity.of(new double[][] {{1, 0.9, 0}, {0.9, 1, 0.9}, {0, 0.9, 1}});
    assertThat(clipped.clipped()).isTrue();
    assertThat(Affinity.of(clipped.kernel()).clipped()).isFalse();
  }

  @Test
  void tensorsFromVotesSayWhatTheyDoNotCover() {
    var tally = new VoteTally(Set.of(VoteTally.Keep.GROUP), List.of());
    tally.add(Vote.won("a", "b").withGroup("p"));
    tally.add(Vote.won("a", "b").withGroup("p"));
    tally.add(Vote.tied("b", "a").withGroup("p"));
    tally.add(Vote.won("c", "a").withGroup("q").withWeight(2));
    var tensor = PreferenceTensor.ofVotes(tally.table());
    assertThat(tensor.s()[0][0][1]).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(tensor.s()[1][2][0]).isEqualTo(1);
    assertThat(tensor.notes())
        .containsExactly("votes cover 33.33 % of the pairs on prompts, others are 0");
    assertThatThrownBy(() -> PreferenceTensor.ofVotes(VoteTable.of(List.of(Vote.won("a", "b")))))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("prompt of every vote");
    var uneven =
        PreferenceTensor.symmetrised(
            List.of("p"), List.of("a", "b"), new double[][][] {{{0, 0.5}, {-0.1, 0}}});
    assertThat(uneven.s()[0][0][1]).isCloseTo(0.3, within(1e-12));
    assertThat(uneven.notes()).hasSize(1);
    assertThatThrownBy(() -> PreferenceTensor.of(new double[][][] {{{0, 0.5}, {-0.1, 0}}}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
