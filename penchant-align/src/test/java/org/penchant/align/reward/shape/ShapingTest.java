package org.penchant.align.reward.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.penchant.align.reward.shape.Shaping.Running;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.testkit.contract.ContractSamples;
import org.penchant.testkit.golden.Golden;

class ShapingTest {
  private static final Shaping PAR = Shaping.PreferenceProbability.defaults();

  private static Golden golden(String name) {
    return Golden.read(ShapingTest.class, "/golden/reward/" + name + ".json");
  }

  private static ContractSamples<Shaping> samples() {
    return ContractSamples.of(Shaping.class)
        .withOnly(new Shaping.Identity())
        .withOnly(new Shaping.Centred())
        .with(Shaping.LogSigmoid.class, r -> new Shaping.LogSigmoid(point(r)))
        .with(Shaping.Capped.class, r -> new Shaping.Capped(point(r)))
        .with(
            Shaping.PreferenceProbability.class,
            r -> new Shaping.PreferenceProbability(0.2 + 2 * r.nextDouble()))
        .with(Shaping.Sigmoid.class, r -> new Shaping.Sigmoid(0.2 + 2 * r.nextDouble()))
        .withOnly(new Shaping.Tanh())
        .withOnly(new Shaping.Arctan())
        .with(
            Shaping.SlowGrowth.class,
            r -> new Shaping.SlowGrowth(0.2 + 2 * r.nextDouble(), 3 * r.nextDouble()))
        .withOnly(new Shaping.Polynomial())
        .with(Shaping.Clip.class, r -> new Shaping.Clip(-r.nextDouble(), r.nextDouble()))
        .with(Running.class, r -> new Running(Running.Kind.values()[r.nextInt(3)]));
  }

  private static ReferencePoint point(RandomGenerator r) {
    return switch (r.nextInt(4)) {
      case 0 -> new ReferencePoint.Mean();
      case 1 -> new ReferencePoint.Quantile(0.1 + 0.8 * r.nextDouble());
      case 2 -> ReferencePoint.NormalQuantile.at(0.1 + 0.8 * r.nextDouble());
      default -> new ReferencePoint.Constant(r.nextGaussian());
    };
  }

  private static double[] normals(int n, RandomGenerator r) {
    double[] out = new double[n];
    Arrays.setAll(out, _ -> 2 * r.nextGaussian());
    return out;
  }

  @Test
  void slopesAreCentralDifferencesAndValuesGrow() {
    var random = new Seeds(0).stream("shaping");
    double h = 1e-6;
    for (int round = 0; round < 200; round++)
      for (var shaping : samples().draw(random)) {
        var background =
            Background.of(normals(5, random))
                .withRunning(RunningStatistics.none().with(normals(20, random)));
        double r = 3 * random.nextGaussian();
        double up = shaping.of(r + h, background);
        double down = shaping.of(r - h, background);
        assertThat(up).as("%s grows", shaping).isGreaterThanOrEqualTo(down);
        // A kink between the two points leaves half of the jump.
        double left = (shaping.of(r, background) - down) / h;
        double right = (up - shaping.of(r, background)) / h;
        if (Math.abs(left - right) > 1e-3) continue;
        assertThat(shaping.slope(r, background))
            .as("%s at %s", shaping, r)
            .isCloseTo((up - down) / (2 * h), within(1e-6));
      }
  }

  @Test
  void everyShapingOfDifferencesIgnoresAShiftOfPromptAndReferences() {
    var random = new Seeds(1).stream("shift");
    double[] references = normals(6, random);
    double[] moved = Arrays.stream(references).map(v -> v + 7.5).toArray();
    for (var shaping : samples().draw(random)) {
      boolean absolute = !shaping.needsReferences() || shaping instanceof Shaping.Capped;
      double before = shaping.of(1.2, Background.of(references));
      double after = shaping.of(8.7, Background.of(moved));
      if (!absolute) assertThat(after).as("%s", shaping).isCloseTo(before, within(1e-9));
    }
    var scaled = new Running(Running.Kind.SCALED);
    var seen = Background.none().withRunning(RunningStatistics.none().with(0, 10));
    assertThat(scaled.of(8.7, seen)).isNotEqualTo(scaled.of(1.2, seen));
    assertThat(new Shaping.Identity().of(8.7, Background.none())).isEqualTo(8.7);
  }

  @Test
  void logSigmoidIsTheGoldenOne() {
    var golden = golden("006-reward-transform").named("log sigmoid");
    var shaping = new Shaping.LogSigmoid(new ReferencePoint.Mean());
    double[] z = golden.inputs().numbers("z");
    var at = Background.of(4);
    golden.check("value", Arrays.stream(z).map(v -> shaping.of(4 + v, at)).toArray());
    golden.check("slope", Arrays.stream(z).map(v -> shaping.slope(4 + v, at)).toArray());
    assertThat(shaping.of(-1e4, at)).as("no underflow").isEqualTo(-10_004);
    assertThat(shaping.of(1e4, at)).isZero();
  }

  @Test
  void referencePointsAreTheGoldenOnes() {
    var golden = golden("006-reward-transform").named("quantile rule");
    var at = Background.of(golden.inputs().numbers("references"));
    golden.check("mean", new ReferencePoint.Mean().of(at));
    golden.check("sd", RunningStatistics.none().with(at.references()).sd());
    golden.check("point", ReferencePoint.NormalQuantile.defaults().of(at));
    golden.check("with-floor", new ReferencePoint.NormalQuantile(1.036433, 1e-5).of(at));
    golden.check("exact", ReferencePoint.NormalQuantile.at(0.85).of(at));
  }

  @Test
  void aFarReferenceLeavesTheRawRewardOrNothing() {
    var far = new Shaping.LogSigmoid(new ReferencePoint.Constant(50));
    assertThat(far.of(2, Background.none()) - far.of(-1, Background.none()))
        .isCloseTo(3, within(1e-12));
    var near = new Shaping.LogSigmoid(new ReferencePoint.Constant(-50));
    assertThat(near.of(2, Background.none()) - near.of(-1, Background.none()))
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void preferenceProbabilityIsTheGoldenOne() {
    var golden = golden("013-par");
    for (String name : new String[] {"three references", "one reference"}) {
      var one = golden.named(name);
      var at = Background.of(one.inputs().numbers("references"));
      one.check("value", PAR.of(one.inputs().number("raw"), at));
    }
    var slopes = golden.named("slopes");
    slopes.check(
        "slope",
        Arrays.stream(slopes.inputs().numbers("z"))
            .map(z -> PAR.slope(1 + z, Background.of(1)))
            .toArray());
  }

  @Test
  void preferenceProbabilityHasItsIdentities() {
    var one = Background.of(0.7);
    assertThat(PAR.of(0.7, one)).isEqualTo(0.5);
    assertThat(PAR.of(2.2, one) + PAR.of(2 * 0.7 - 2.2, one)).isCloseTo(1, within(1e-15));
    assertThat(Math.log(PAR.of(2.2, one)))
        .isCloseTo(new Shaping.LogSigmoid(new ReferencePoint.Mean()).of(2.2, one), within(1e-12));
    var many = Background.of(0.5, 1.1, -0.4, 3);
    assertThat(new Shaping.Tanh().of(2.3, many))
        .isCloseTo(2 * new Shaping.PreferenceProbability(2).of(2.3, many) - 1, within(1e-12));
    assertThat(new Shaping.PreferenceProbability(1e4).of(2.3, many)).isCloseTo(0.75, within(1e-9));
    double k = 1e-4;
    assertThat(new Shaping.PreferenceProbability(k).of(2.3, many))
        .isCloseTo(0.5 + k * (2.3 - 1.05) / 4, within(1e-11));
    assertThat(PAR.of(1.8, Background.of(0)))
        .as("the reward model's own probability of the pair")
        .isEqualTo(Logistic.sigmoid(1.8));
  }

  @Test
  void thePolynomialIsTheLeastSquaresFitOfTheSigmoid() {
    var polynomial = new Shaping.Polynomial();
    double[] moments = new double[6];
    for (int i = 0; i < 100; i++) {
      double z = -5 + 10.0 * i / 99;
      double residual = polynomial.of(z, Background.of(0)) - Logistic.sigmoid(z);
      for (int k = 0; k < 6; k++) moments[k] += residual * Math.pow(z / 5, k) / 100;
    }
    assertThat(moments).satisfies(m -> assertThat(m).containsExactly(new double[6], within(1e-9)));
    assertThat(polynomial.of(-6, Background.of(0))).isZero();
    assertThat(polynomial.of(6, Background.of(0))).isEqualTo(1);
  }

  /** Probabilities of answers tilted by exp(u). */
  private static double[] tilt(Shaping shaping, double[] raw, Background background) {
    double[] e = Arrays.stream(raw).map(r -> Math.exp(shaping.of(r, background))).toArray();
    double sum = Arrays.stream(e).sum();
    return Arrays.stream(e).map(v -> v / sum).toArray();
  }

  @Test
  void aPromptsConstantMattersToAFixedReferenceAlone() {
    double[] raw = {-1, 0.5, 2};
    double[] moved = {3, 4.5, 6};
    var fixed = new Shaping.LogSigmoid(new ReferencePoint.Constant(1));
    var none = Background.none();
    assertThat(tilt(new Shaping.Identity(), moved, none))
        .containsExactly(tilt(new Shaping.Identity(), raw, none), within(1e-12));
    assertThat(tilt(fixed, moved, none)[2]).isLessThan(tilt(fixed, raw, none)[2] - 0.1);
    var own = new Shaping.LogSigmoid(new ReferencePoint.Mean());
    assertThat(tilt(own, moved, Background.of(5)))
        .containsExactly(tilt(own, raw, Background.of(1)), within(1e-12));
  }

  @Test
  void refusesWhatCannotBeShaped() {
    assertThatThrownBy(() -> PAR.of(Double.NaN, Background.of(1))).hasMessageContaining("finite");
    assertThatThrownBy(() -> PAR.of(1, Background.none())).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> Shaping.LogSigmoid.defaults().of(1, Background.of(1, 2, 3)))
        .hasMessageContaining("at least 4 reference answer(s) to the prompt, there are 3");
    assertThatThrownBy(() -> Background.of(Double.POSITIVE_INFINITY))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> new Shaping.PreferenceProbability(0)).hasMessageContaining("positive");
    assertThatThrownBy(() -> new Shaping.Clip(1, 1)).hasMessageContaining("clip to");
    assertThatThrownBy(() -> new ReferencePoint.Quantile(1)).hasMessageContaining("(0, 1)");
  }
}
