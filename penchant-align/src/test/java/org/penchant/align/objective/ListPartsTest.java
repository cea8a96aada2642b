package org.penchant.align.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.testkit.contract.ContractSamples;
import org.penchant.testkit.seed.RandomCase;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** What holds of every list loss: slopes, shifts, permutations, the tensor form. */
class ListPartsTest {
  static final ContractSamples<PairWeight> WEIGHTS =
      ContractSamples.of(PairWeight.class)
          .withOnly(new PairWeight.Uniform())
          .with(
              PairWeight.Lambda.class,
              r ->
                  new PairWeight.Lambda(
                      PairWeight.Lambda.Gain.values()[r.nextInt(3)],
                      r.nextBoolean(),
                      PairWeight.Lambda.Ties.values()[r.nextInt(2)]));
  static final ContractSamples<ListLoss> LOSSES =
      ContractSamples.of(ListLoss.class)
          .with(
              PairwiseList.class,
              r -> {
                var weights = WEIGHTS.draw(r);
                return new PairwiseList(
                    r.nextBoolean() ? new Link.Logistic() : new Link.Squared(0),
                    PairwiseList.Which.values()[r.nextInt(3)],
                    weights.get(r.nextInt(weights.size())),
                    0.2 * r.nextDouble(),
                    r.nextDouble());
              })
          .with(
              SkipList.class,
              r ->
                  new SkipList(
                      r.nextBoolean(), 0.2 * r.nextDouble(), SkipList.Skips.values()[r.nextInt(3)]))
          .with(
              PlackettLuce.class,
              r ->
                  new PlackettLuce(
                      PlackettLuce.Temperatures.values()[r.nextInt(2)], r.nextBoolean() ? -1 : 0.1))
          .with(SoftmaxList.class, r -> new SoftmaxList(SoftmaxList.Target.values()[r.nextInt(2)]))
          .with(
              PointwiseList.class,
              r -> new PointwiseList(PointwiseList.Kind.values()[r.nextInt(2)]))
          .with(ApproxNdcg.class, r -> new ApproxNdcg(0.1 + r.nextDouble()))
          .with(SetContrast.class, r -> new SetContrast(2 * r.nextDouble(), r.nextInt(3)))
          .withOnly(new GapContrast());

  private static double[] scores(java.util.random.RandomGenerator random, int n) {
    return IntStream.range(0, n).mapToDouble(_ -> 2 * random.nextGaussian()).toArray();
  }

  private static double[] labels(java.util.random.RandomGenerator random, int n) {
    return IntStream.range(0, n).mapToDouble(_ -> random.nextInt(8) / 7.0).toArray();
  }

  @Test
  void slopesAreDerivativesByFiniteDifferences() {
    RandomCase.run(
        60,
        random -> {
          for (var loss : LOSSES.draw(random)) {
            if (!loss.differentiable()) continue;
            int n = loss instanceof GapContrast ? 4 : 2 + random.nextInt(5);
            double[] s = scores(random, n);
            double[] psi = labels(random, n);
            double progress = random.nextDouble();
            double[] slopes = loss.at(s, psi, progress).slopes();
            for (int i = 0; i < n; i++) {
              double h = 1e-5;
              double numeric =
                  (loss.at(moved(s, i, h), psi, progress).loss()
                          - loss.at(moved(s, i, -h), psi, progress).loss())
                      / (2 * h);
              assertThat(slopes[i])
                  .as("%s at %s of %s", loss, Arrays.toString(s), Arrays.toString(psi))
                  .isCloseTo(numeric, within(2e-5 * Math.max(1, Math.abs(numeric))));
            }
          }
        });
  }

  @Test
  void weightedPairsHaveTheSlopesOfTheirLinksWithWeightsHeld() {
    RandomCase.run(
        30,
        random -> {
          var weight = PairWeight.Lambda.defaults();
          var link = new Link.Logistic();
          var loss = new PairwiseList(link, PairwiseList.Which.ALL, weight, 0, 0);
          double[] s = scores(random, 4);
          double[] psi = labels(random, 4);
          double[] expected = new double[4];
          for (int i = 0; i < 4; i++)
            for (int j = 0; j < 4; j++)
              if (psi[i] > psi[j]) {
                double slope = weight.of(s, psi, i, j) * link.slope(s[i] - s[j]);
                expected[i] += slope;
                expected[j] -= slope;
              }
          assertThat(loss.at(s, psi, 0).slopes()).containsExactly(expected, within(1e-12));
        });
  }

  @Test
  void permutingCandidatesChangesNothingWhereScoresAndLabelsDiffer() {
    RandomCase.run(
        40,
        random -> {
          int n = 2 + random.nextInt(5);
          double[] s = scores(random, n);
          double[] psi = IntStream.range(0, n).mapToDouble(_ -> random.nextDouble()).toArray();
          int[] turned = IntStream.range(0, n).map(i -> n - 1 - i).toArray();
          for (var loss : LOSSES.draw(random)) {
            if (loss instanceof GapContrast) continue;
            var here = loss.at(s, psi, 0.3);
            var there = loss.at(pick(s, turned), pick(psi, turned), 0.3);
            assertThat(there.loss()).as("%s", loss).isCloseTo(here.loss(), within(1e-9));
            assertThat(there.slopes()).containsExactly(pick(here.slopes(), turned), within(1e-9));
          }
        });
  }

  @Test
  void addingAConstantToAllScoresChangesNothingButOfPointsAndGapTemperatures() {
    RandomCase.run(
        40,
        random -> {
          int n = 4;
          double[] s = scores(random, n);
          double[] psi = labels(random, n);
          double[] up = Arrays.stream(s).map(v -> v + 3).toArray();
          for (var loss : LOSSES.draw(random)) {
            if (loss instanceof PointwiseList
                || (loss instanceof PlackettLuce p
                    && p.temperatures() == PlackettLuce.Temperatures.GAPS)) continue;
            var here = loss.at(s, psi, 0.3);
            assertThat(loss.at(up, psi, 0.3).loss())
                .as("%s", loss)
                .isCloseTo(here.loss(), within(1e-8 * Math.max(1, Math.abs(here.loss()))));
            assertThat(Arrays.stream(here.slopes()).sum()).isCloseTo(0, within(1e-10));
          }
        });
  }

  @Test
  void tensorsHaveTheLossesAndSlopesOfTheScalarForm() {
    RandomCase.run(
        30,
        random -> {
          var rows = Rows.lists(random, 4);
          for (var loss : LOSSES.draw(random)) {
            if (loss instanceof GapContrast) continue;
            var term =
                new Listwise(
                    0.7, Reward.LogRatio.of(0.5), loss, Listwise.Scale.AS_GIVEN, Coefficient.ONE);
            try (var scope = TensorScope.open()) {
              var batch = Batch.of(rows);
              Tensor got = term.of(batch);
              double[] losses = got.toDoubles();
              got.sum().backward();
              double[] gradient = batch.logps().grad().toDoubles();
              int token = 0;
              for (int i = 0; i < rows.size(); i++) {
                var row = rows.get(i);
                assertThat(losses[i])
                    .as("%s", loss)
                    .isCloseTo(term.of(row), within(1e-9 * Math.max(1, Math.abs(losses[i]))));
                double[] s =
                    row.responses().stream().mapToDouble(Reward.LogRatio.of(0.5)::of).toArray();
                double[] slopes = loss.at(s, row.labels(), 0).slopes();
                for (int k = 0; k < s.length; k++)
                  for (int t = 0; t < row.responses().get(k).length(); t++)
                    assertThat(gradient[token++])
                        .as("%s", loss)
                        .isCloseTo(0.7 * 0.5 * slopes[k], within(1e-9));
              }
            }
          }
        });
  }

  @Test
  void aListOfTwoIsDpoUnderTheLossesThatSaySo() {
    double[] s = {0.3, 0.05};
    double[] psi = {0.9, 0.4};
    double dpo = new Link.Logistic().loss(0.25);
    for (var loss :
        List.of(
            PairwiseList.defaults(),
            SkipList.defaults(),
            new SkipList(true, 0, SkipList.Skips.ALL),
            PlackettLuce.defaults(),
            new SetContrast(0, 1),
            new SetContrast(1.7, 1),
            new GapContrast()))
      assertThat(loss.at(s, psi, 0).loss()).as("%s", loss).isCloseTo(dpo, within(1e-12));
  }

  private static double[] moved(double[] s, int i, double by) {
    double[] out = s.clone();
    out[i] += by;
    return out;
  }

  private static double[] pick(double[] values, int[] which) {
    return Arrays.stream(which).mapToDouble(i -> values[i]).toArray();
  }
}
