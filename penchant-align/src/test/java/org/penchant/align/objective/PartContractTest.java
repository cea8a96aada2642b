package org.penchant.align.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.penchant.align.lm.Signal;
import org.penchant.core.parts.Codec;
import org.penchant.testkit.contract.ContractSamples;
import org.penchant.testkit.seed.Edges;
import org.penchant.testkit.seed.RandomCase;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * Every part's scalar form, tensor form and slope agree, and every part survives a trip as data.
 */
class PartContractTest {
  static final ContractSamples<Link> LINKS =
      ContractSamples.of(Link.class)
          .withOnly(new Link.Logistic())
          .withOnly(new Link.Hinge())
          .withOnly(new Link.Exponential())
          .withOnly(new Link.Sigmoid())
          .withOnly(new Link.Linear())
          .withOnly(new Link.HalfTie())
          .with(Link.Davidson.class, r -> new Link.Davidson(0.05 + r.nextDouble(), r.nextBoolean()))
          .with(Link.SmoothHinge.class, r -> new Link.SmoothHinge(0.5 + r.nextDouble()))
          .with(Link.SquaredHinge.class, r -> new Link.SquaredHinge(r.nextGaussian()))
          .with(Link.Tie.class, r -> new Link.Tie(0.05 + r.nextDouble()))
          .with(Link.Squared.class, r -> new Link.Squared(3 * r.nextGaussian()))
          .with(Link.Focal.class, r -> new Link.Focal(1.44 * r.nextDouble()))
          .with(Link.DetachedFocal.class, r -> new Link.DetachedFocal(3 * r.nextDouble()))
          .with(Link.OppositeFocal.class, r -> new Link.OppositeFocal(3 * r.nextDouble()))
          .with(Link.Exo.class, r -> new Link.Exo(0.001 + 0.49 * r.nextDouble()))
          .with(Link.Discopop.class, r -> new Link.Discopop(0.05 + 0.9 * r.nextDouble()));
  static final ContractSamples<Noise> NOISES =
      ContractSamples.of(Noise.class)
          .withOnly(new Noise.None())
          .with(Noise.Smoothed.class, r -> new Noise.Smoothed(0.49 * r.nextDouble()))
          .with(Noise.Unbiased.class, r -> new Noise.Unbiased(0.45 * r.nextDouble()))
          .withOnly(new Noise.SoftLabel("soft_label"));
  static final ContractSamples<Divergence> DIVERGENCES =
      ContractSamples.of(Divergence.class)
          .withOnly(new Divergence.ReverseKl())
          .withOnly(new Divergence.ForwardKl())
          .withOnly(new Divergence.JensenShannon())
          .with(Divergence.Alpha.class, r -> new Divergence.Alpha(0.05 + 0.9 * r.nextDouble()));
  static final ContractSamples<Coefficient> COEFFICIENTS =
      ContractSamples.of(Coefficient.class)
          .with(Coefficient.Constant.class, r -> new Coefficient.Constant(r.nextGaussian()))
          .with(
              Coefficient.Linear.class, r -> new Coefficient.Linear(r.nextDouble(), r.nextDouble()))
          .withOnly(new Coefficient.Column("margin"))
          .with(Coefficient.ScoreGap.class, PartContractTest::scoreGap)
          .with(Coefficient.LengthGap.class, r -> new Coefficient.LengthGap(r.nextGaussian()))
          .with(
              Coefficient.ByLabel.class,
              r -> new Coefficient.ByLabel(r.nextDouble(), r.nextDouble()))
          .with(
              Coefficient.Times.class,
              r -> new Coefficient.Times(new Coefficient.Column("margin"), r.nextGaussian()))
          .with(
              Coefficient.ByLabelMean.class,
              r -> new Coefficient.ByLabelMean(r.nextDouble(), r.nextDouble()))
          .with(Coefficient.ByTie.class, r -> new Coefficient.ByTie(r.nextDouble(), r.nextDouble()))
          .with(
              Coefficient.PairLikelihood.class,
              r -> new Coefficient.PairLikelihood(Calibration.values()[r.nextInt(3)]));
  static final ContractSamples<Reward> REWARDS =
      ContractSamples.of(Reward.class)
          .with(
              Reward.LogRatio.class,
              r ->
                  new Reward.LogRatio(
                      0.01 + r.nextDouble(),
                      Reward.Length.values()[r.nextInt(2)],
                      DIVERGENCES.draw(r).get(r.nextInt(4)),
                      2 * r.nextDouble()))
          .with(
              Reward.LogProbability.class,
              r ->
                  new Reward.LogProbability(
                      0.01 + r.nextDouble(), Reward.Length.values()[r.nextInt(2)]))
          .with(Reward.JointLogRatio.class, r -> new Reward.JointLogRatio(0.01 + r.nextDouble()))
          .with(Reward.Score.class, r -> new Reward.Score(0.01 + r.nextDouble()))
          .with(Reward.TokenWeighted.class, r -> new Reward.TokenWeighted(0.01 + r.nextDouble()))
          .with(Reward.LogOdds.class, r -> new Reward.LogOdds(0.01 + r.nextDouble()));
  static final ContractSamples<Contrast> CONTRASTS =
      ContractSamples.of(Contrast.class)
          .withOnly(new Contrast.Difference())
          .withOnly(new Contrast.Chosen())
          .withOnly(new Contrast.NotChosen())
          .withOnly(new Contrast.NotRejected())
          .with(
              Contrast.Shifted.class,
              r -> new Contrast.Shifted(new Coefficient.Constant(r.nextDouble()), false));
  static final ContractSamples<Structure> STRUCTURES =
      ContractSamples.of(Structure.class)
          .withOnly(new Structure.LabelledPairs())
          .with(Structure.Anchored.class, r -> new Structure.Anchored(r.nextDouble()))
          .with(
              Structure.Unpaired.class,
              r -> new Structure.Unpaired(Structure.Unpaired.Baseline.values()[r.nextInt(2)]));
  static final ContractSamples<Term> TERMS =
      ContractSamples.of(Term.class)
          .with(
              Term.Preference.class,
              r -> {
                var d = Term.Preference.defaults();
                return new Term.Preference(
                    r.nextGaussian(),
                    d.reward(),
                    d.structure(),
                    d.contrast(),
                    new Coefficient.Constant(r.nextGaussian()),
                    d.link(),
                    d.noise(),
                    d.weight());
              })
          .with(
              Term.Nll.class,
              r ->
                  new Term.Nll(
                      r.nextDouble(), Reward.Length.values()[r.nextInt(2)], r.nextBoolean()))
          .with(
              Listwise.class,
              r -> {
                var losses = ListPartsTest.LOSSES.draw(r);
                var d = Listwise.defaults();
                return new Listwise(
                    r.nextGaussian(),
                    d.reward(),
                    losses.get(r.nextInt(losses.size())),
                    Listwise.Scale.UNIT,
                    new Coefficient.Constant(r.nextDouble()));
              })
          .with(
              Stepwide.class,
              r -> {
                var losses = StepPartsTest.LOSSES.draw(r);
                return new Stepwide(
                    r.nextGaussian(),
                    Reward.LogRatio.of(0.1 + r.nextDouble()),
                    Stepwide.Values.values()[r.nextInt(2)],
                    losses.get(r.nextInt(losses.size())));
              })
          .with(
              TokenSignal.class,
              r ->
                  new TokenSignal(
                      r.nextGaussian(),
                      new Signal.ForwardKl("reference"),
                      TokenSignal.Of.values()[r.nextInt(3)],
                      Reward.Length.values()[r.nextInt(2)]))
          .with(
              Degree.class,
              r -> new Degree(r.nextDouble(), 2 + r.nextInt(4), r.nextBoolean() ? "" : "_"))
          .with(
              Rationale.class,
              r ->
                  new Rationale(
                      r.nextDouble(),
                      Rationale.Form.values()[r.nextInt(2)],
                      Reward.Length.values()[r.nextInt(2)]));

  private static Coefficient.ScoreGap scoreGap(RandomGenerator r) {
    return new Coefficient.ScoreGap(
        "chosen_rating",
        "rejected_rating",
        Coefficient.ScoreGap.Scale.values()[r.nextInt(2)],
        Coefficient.ScoreGap.Shape.values()[r.nextInt(2)],
        r.nextDouble(),
        0.01);
  }

  @Test
  void linksAgreeWithTheirTensorFormsAndSlopes() {
    RandomCase.run(
        50,
        random -> {
          double[] u = Edges.margins(random, 12);
          for (var link : LINKS.draw(random)) {
            try (var scope = TensorScope.open()) {
              Tensor x = Tensor.of(u).requiresGrad(true);
              Tensor loss = link.loss(x);
              double[] got = loss.toDoubles();
              loss.sum().backward();
              double[] slope = x.grad().toDoubles();
              for (int i = 0; i < u.length; i++) {
                same(link + " at " + u[i], got[i], link.loss(u[i]));
                if (!(link instanceof Link.Hinge && u[i] == 1))
                  same("slope of " + link + " at " + u[i], slope[i], link.slope(u[i]));
              }
            }
          }
        });
  }

  @Test
  void slopesAreTheDerivativesOfLossesByFiniteDifferences() {
    RandomCase.run(
        50,
        random -> {
          double u = 4 * random.nextGaussian();
          var row = Rows.pairs(random, 1).getFirst();
          for (var link : LINKS.draw(random)) {
            if (!link.differentiable() || (link instanceof Link.Hinge && Math.abs(u - 1) < 1e-3))
              continue;
            for (var noise : NOISES.draw(random)) {
              double h = 1e-5;
              double numeric = (noise.of(link, u + h, row) - noise.of(link, u - h, row)) / (2 * h);
              if (link instanceof Link.Hinge && Math.abs(u + 1) < 1e-3) continue;
              assertThat(noise.slope(link, u, row))
                  .as("%s of %s at %s", noise, link, u)
                  .isCloseTo(numeric, close(numeric, 2e-5));
            }
          }
        });
  }

  @Test
  void rewardsContrastsStructuresAndCoefficientsAgreeWithTheirTensorForms() {
    RandomCase.run(
        40,
        random -> {
          var rows = Rows.pairs(random, 5);
          try (var scope = TensorScope.open()) {
            var batch = Batch.of(rows);
            for (var reward : REWARDS.draw(random)) {
              Tensor scores = reward.of(batch);
              double[] first = batch.ofFirst(scores).toDoubles();
              double[] second = batch.ofSecond(scores).toDoubles();
              for (int i = 0; i < rows.size(); i++) {
                same(reward.toString(), first[i], reward.of(rows.get(i).first()));
                same(reward.toString(), second[i], reward.of(rows.get(i).rejected()));
              }
              for (var structure : STRUCTURES.draw(random)) {
                Tensor against = structure.against(batch, reward, scores);
                for (int i = 0; i < rows.size(); i++)
                  same(
                      structure.toString(), at(against, i), structure.against(rows.get(i), reward));
              }
            }
            double[] a = Edges.margins(random, rows.size());
            double[] b = Edges.margins(random, rows.size());
            for (var contrast : CONTRASTS.draw(random)) {
              double[] u = contrast.of(Tensor.of(a), Tensor.of(b), batch).toDoubles();
              for (int i = 0; i < rows.size(); i++)
                same(contrast.toString(), u[i], contrast.of(a[i], b[i], rows.get(i)));
            }
            for (var coefficient : COEFFICIENTS.draw(random)) {
              Tensor value = coefficient.of(batch);
              assertThat(value.requiresGrad()).as("%s is detached", coefficient).isFalse();
              for (int i = 0; i < rows.size(); i++)
                same(coefficient.toString(), at(value, i), coefficient.of(rows.get(i)));
            }
          }
        });
  }

  @Test
  void noiseAgreesWithItsTensorFormAndSlope() {
    RandomCase.run(
        30,
        random -> {
          var rows = Rows.pairs(random, 6);
          double[] u = Edges.margins(random, rows.size());
          var link = new Link.Logistic();
          for (var noise : NOISES.draw(random)) {
            try (var scope = TensorScope.open()) {
              Tensor x = Tensor.of(u).requiresGrad(true);
              Tensor loss = noise.of(link, x, Batch.of(rows));
              double[] got = loss.toDoubles();
              loss.sum().backward();
              double[] slope = x.grad().toDoubles();
              for (int i = 0; i < u.length; i++) {
                same(noise + " at " + u[i], got[i], noise.of(link, u[i], rows.get(i)));
                same(
                    "slope of " + noise + " at " + u[i],
                    slope[i],
                    noise.slope(link, u[i], rows.get(i)));
              }
            }
          }
        });
  }

  @Test
  void divergencesAgreeWithTheirTensorForms() {
    RandomCase.run(
        20,
        random -> {
          double[] v = {0, -0.5, 2, 5 * random.nextGaussian(), random.nextGaussian()};
          try (var scope = TensorScope.open()) {
            for (var divergence : DIVERGENCES.draw(random)) {
              double[] got = divergence.of(Tensor.of(v)).toDoubles();
              for (int i = 0; i < v.length; i++)
                same(divergence.toString(), got[i], divergence.of(v[i]));
            }
          }
        });
  }

  @Test
  void everyPartSurvivesATripAsData() {
    RandomCase.run(
        10,
        random -> {
          for (var samples :
              Map.<Class<?>, ContractSamples<?>>of(
                      Link.class, LINKS,
                      Noise.class, NOISES,
                      Divergence.class, DIVERGENCES,
                      Coefficient.class, COEFFICIENTS,
                      Reward.class, REWARDS,
                      Contrast.class, CONTRASTS,
                      Structure.class, STRUCTURES,
                      Term.class, TERMS,
                      ListLoss.class, ListPartsTest.LOSSES,
                      StepLoss.class, StepPartsTest.LOSSES)
                  .entrySet())
            for (Object part : samples.getValue().draw(random))
              assertThat((Object) Codec.read(Codec.write(part), samples.getKey())).isEqualTo(part);
        });
  }

  private static double at(Tensor values, int row) {
    return values.dims() == 0 ? values.item() : values.toDoubles()[row];
  }

  private static void same(String what, double actual, double expected) {
    if (Double.compare(actual, expected) == 0) return;
    assertThat(actual).as(what).isCloseTo(expected, close(expected, 1e-12));
  }

  private static Offset<Double> close(double expected, double relative) {
    return within(relative * Math.max(1, Math.abs(expected)));
  }
}
