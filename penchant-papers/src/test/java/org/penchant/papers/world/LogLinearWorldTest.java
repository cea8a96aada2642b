package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

class LogLinearWorldTest {
  private static final LogLinearSettings SETTINGS =
      new LogLinearSettings(
          7,
          6,
          4,
          1.5,
          1.3,
          0.4,
          List.of(
              new Region(0, 2, 2, 1, 3, new Utility.Linear()),
              new Region(2, 4, 0, 2, 0, new Utility.Deceptive(0.5))),
          Lengths.defaults());

  private final LogLinearWorld world = SETTINGS.draw(new Seeds(3));

  @Test
  void theOptimumEarnsBetaLogZAndNoPolicyEarnsMore() {
    double beta = 0.7;
    double[] best = world.optimum(world.utility(), beta);
    double logZ = 0;
    for (int x = 0; x < world.prompts(); x++) {
      double z = 0;
      for (int i = x * world.candidates(); i < (x + 1) * world.candidates(); i++)
        z += Math.exp(world.reference()[i] + world.utility()[i] / beta);
      logZ += Math.log(z) / world.prompts();
    }
    double earned = world.value(best) - beta * world.kl(best);
    assertThat(earned).isCloseTo(beta * logZ, within(1e-10));
    var random = new Seeds(4).stream("policies");
    for (int trial = 0; trial < 50; trial++) {
      double[] other = world.logPolicy(Normals.of(4, random));
      assertThat(world.value(other) - beta * world.kl(other)).isLessThan(earned);
    }
  }

  /** eta (beta log Z - E_base R) = -eta beta E_base log(pi_R / ref), and R + c(x) leaves both. */
  @Test
  void theMaximinBracketIsTheLikelihoodOfTheBaseline() {
    double beta = 0.3;
    double eta = 0.2;
    double[] base = world.logPolicy(new double[] {0.3, -0.2, 0.5, 0.1});
    double[] shifted = world.utility().clone();
    for (int i = 0; i < shifted.length; i++) shifted[i] += 10.0 * (i / world.candidates());
    for (double[] reward : List.of(world.utility(), shifted)) {
      double[] best = world.optimum(reward, beta);
      double bracket =
          world.expectation(best, reward) - beta * world.kl(best) - world.expectation(base, reward);
      double[] gain = new double[best.length];
      Arrays.setAll(gain, i -> best[i] - world.reference()[i]);
      assertThat(eta * bracket)
          .isCloseTo(-eta * beta * world.expectation(base, gain), within(1e-10));
    }
    assertThat(world.optimum(shifted, beta))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(world.optimum(world.utility(), beta));
  }

  /**
   * One exact iteration with a price a on length: log pi - log ref = (R - a|y|)/beta + const(x).
   */
  @Test
  void aPricedIterationMovesLogRatiosByThePricedReward() {
    double beta = 0.5;
    double a = 0.02;
    double[] priced = new double[world.responses()];
    Arrays.setAll(priced, i -> world.utility()[i] - a * (20 + 7.0 * (i % 5)));
    double[] once = world.optimum(priced, beta);
    for (int x = 0; x < world.prompts(); x++) {
      int start = x * world.candidates();
      double constant = once[start] - world.reference()[start] - priced[start] / beta;
      for (int i = start; i < start + world.candidates(); i++)
        assertThat(once[i] - world.reference()[i] - priced[i] / beta)
            .isCloseTo(constant, within(1e-10));
    }
  }

  @Test
  void zeroParametersAreTheReferenceExactly() {
    double[] same = world.logPolicy(new double[4]);
    assertThat(same).containsExactly(world.reference());
    assertThat(world.kl(same)).isZero();
    assertThat(world.mass(same, _ -> true)).isCloseTo(1, within(1e-12));
    assertThat(world.mass(same, k -> k < 2)).isBetween(0.0, 1.0);
  }

  @Test
  void tensorsAgreeWithScalarsForEverySeed() {
    var worlds = List.of(world, SETTINGS.draw(new Seeds(5)));
    double[][] theta = {{0.4, -1, 0.2, 2}, {-0.3, 0.7, 1.1, 0}};
    try (var scope = TensorScope.open();
        var stack = LogLinearStack.of(worlds)) {
      Tensor base = stack.flat(worlds.stream().map(LogLinearWorld::reference).toList());
      Tensor parameters = stack.parameters(theta).requiresGrad(true);
      Tensor policy = stack.logPolicy(parameters, base);
      double[] all = policy.toDoubles();
      for (int s = 0; s < 2; s++)
        assertThat(Arrays.copyOfRange(all, s * 42, (s + 1) * 42))
            .usingComparatorWithPrecision(1e-12)
            .containsExactly(worlds.get(s).logPolicy(theta[s]));
      // Only the first seed's likelihoods are asked for: the second's parameters must not move.
      policy.reshape(-1).narrow(0, 0, 42).square().sum().backward();
      double[] gradient = parameters.grad().toDoubles();
      assertThat(Arrays.copyOfRange(gradient, 4, 8)).containsOnly(0);
      double h = 1e-6;
      for (int j = 0; j < 4; j++)
        assertThat(gradient[j])
            .isCloseTo(
                (squares(theta[0], j, h) - squares(theta[0], j, -h)) / (2 * h), within(1e-4));
    }
  }

  private double squares(double[] theta, int j, double h) {
    double[] moved = theta.clone();
    moved[j] += h;
    return Arrays.stream(world.logPolicy(moved)).map(v -> v * v).sum();
  }

  @Test
  void worldsFollowFromTheirSeedAndIngredientsKeepTheirStreams() {
    assertThat(SETTINGS.draw(new Seeds(3)).phi()).containsExactly(world.phi());
    assertThat(SETTINGS.draw(new Seeds(9)).phi()).isNotEqualTo(world.phi());
    var flat = new LogLinearSettings(7, 6, 4, 0, 1.3, 0.4, SETTINGS.regions(), Lengths.defaults());
    var without = flat.draw(new Seeds(3));
    assertThat(without.utility()).containsExactly(world.utility());
    // With the reference's noise gone, only the regions' shift tells candidates apart.
    assertThat(without.reference()[0] - without.reference()[5]).isCloseTo(2, within(1e-12));
  }

  @Test
  void lengthsAreAFeatureThatUtilityIgnores() {
    var settings =
        new LogLinearSettings(5, 8, 3, 0, 1, 0, List.of(), new Lengths(20, 199, 110, 50));
    var drawn = settings.draw(new Seeds(1));
    assertThat(drawn.theta()[2]).isZero();
    for (int i = 0; i < drawn.responses(); i++) {
      assertThat(drawn.lengths()[i]).isBetween(20.0, 199.0);
      assertThat(drawn.phi()[3 * i + 2]).isEqualTo((drawn.lengths()[i] - 110) / 50);
      double score =
          drawn.phi()[3 * i] * drawn.theta()[0] + drawn.phi()[3 * i + 1] * drawn.theta()[1];
      assertThat(drawn.utility()[i]).isCloseTo(score, within(1e-12));
    }
  }

  @Test
  void raysStopAtTheirDivergenceAndAtTheirBest() {
    var linear =
        new LogLinearSettings(7, 6, 4, 1, 1, 0, List.of(), Lengths.defaults()).draw(new Seeds(2));
    var ray = new Ray(linear, linear.theta());
    double c = ray.atKl(1);
    assertThat(linear.kl(ray.at(c))).isCloseTo(1, within(1e-9));
    assertThat(ray.bestWithinKl(1)).isEqualTo(ray.valueAtKl(1));
    double h = 1e-5;
    assertThat(ray.slope(c))
        .isCloseTo(
            (linear.value(ray.at(c + h)) - linear.value(ray.at(c - h))) / (2 * h), within(1e-6));
    // A direction that first helps and then hurts is followed no further than it helps.
    double[] utility = new double[linear.responses()];
    for (int i = 0; i < utility.length; i++) {
      double score = 0;
      for (int j = 0; j < 4; j++) score += linear.phi()[4 * i + j] * linear.theta()[j];
      utility[i] = score - score * score;
    }
    var bent =
        new LogLinearWorld(
            7, 6, 4, linear.phi(), linear.reference(), utility, linear.theta(), linear.lengths());
    var there = new Ray(bent, linear.theta());
    double best = there.bestWithinKl(1);
    for (double x = 0; x <= c; x += c / 50)
      assertThat(bent.value(there.at(x))).isLessThanOrEqualTo(best + 1e-9);
    assertThat(new Ray(linear, new double[4]).valueAtKl(1))
        .isEqualTo(linear.value(linear.reference()));
  }
}
