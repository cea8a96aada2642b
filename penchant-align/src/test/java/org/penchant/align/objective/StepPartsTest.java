package org.penchant.align.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.testkit.contract.ContractSamples;
import org.penchant.testkit.seed.RandomCase;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** What holds of every loss over a whole step. */
class StepPartsTest {
  static final ContractSamples<CellWeight> CELLS =
      ContractSamples.of(CellWeight.class)
          .withOnly(new CellWeight.Uniform())
          .with(CellWeight.Diagonal.class, r -> new CellWeight.Diagonal(r.nextDouble()))
          .with(CellWeight.Similarity.class, r -> new CellWeight.Similarity(0.1 + r.nextDouble()));
  static final ContractSamples<StepLoss> LOSSES =
      ContractSamples.of(StepLoss.class)
          .with(
              SortedTransport.class,
              r ->
                  new SortedTransport(
                      r.nextBoolean() ? new Link.Logistic() : new Link.SquaredHinge(1),
                      r.nextBoolean() ? new Noise.None() : new Noise.Smoothed(0.1)))
          .with(
              PromptContrast.class,
              r -> {
                var cells = CELLS.draw(r);
                return new PromptContrast(
                    new Link.Logistic(), cells.get(r.nextInt(cells.size())), r.nextBoolean());
              });

  private static StepLoss.Sides sides(RandomGenerator random, int m, int n) {
    return new StepLoss.Sides(
        random.doubles(m, -2, 2).toArray(),
        random.doubles(n, -2, 2).toArray(),
        embeddings(random, m),
        embeddings(random, n));
  }

  private static double[][] embeddings(RandomGenerator random, int n) {
    return IntStream.range(0, n)
        .mapToObj(_ -> random.doubles(3, -1, 1).toArray())
        .toArray(double[][]::new);
  }

  private static double mean(StepLoss.Spread spread) {
    return Arrays.stream(spread.losses()).average().orElse(0);
  }

  @Test
  void slopesAreDerivativesByFiniteDifferences() {
    RandomCase.run(
        40,
        random -> {
          for (var loss : LOSSES.draw(random)) {
            int m = 1 + random.nextInt(5);
            int n = loss.square() ? m : 1 + random.nextInt(5);
            var sides = sides(random, m, n);
            var spread = loss.at(sides);
            double h = 1e-6;
            for (int i = 0; i < m; i++) {
              sides.better()[i] += h;
              double up = mean(loss.at(sides));
              sides.better()[i] -= 2 * h;
              double down = mean(loss.at(sides));
              sides.better()[i] += h;
              assertThat(spread.byBetter()[i])
                  .as("%s", loss)
                  .isCloseTo((up - down) / (2 * h), within(1e-7));
            }
            for (int j = 0; j < n; j++) {
              sides.worse()[j] += h;
              double up = mean(loss.at(sides));
              sides.worse()[j] -= 2 * h;
              double down = mean(loss.at(sides));
              sides.worse()[j] += h;
              assertThat(spread.byWorse()[j])
                  .as("%s", loss)
                  .isCloseTo((up - down) / (2 * h), within(1e-7));
            }
          }
        });
  }

  @Test
  void anEmptySideContributesNothing() {
    RandomCase.run(
        5,
        random -> {
          for (var loss : LOSSES.draw(random)) {
            assertThat(mean(loss.at(sides(random, 3, 0)))).isZero();
            assertThat(loss.at(sides(random, 0, 3)).byWorse()).containsOnly(0);
          }
        });
  }

  @Test
  void aStepInTwoPackingsHasTheLossesAndGradientsOfOne() {
    RandomCase.run(
        30,
        random -> {
          var rows = new ArrayList<Row>();
          for (var row : Rows.pairs(random, 5))
            rows.add(
                row.withContext(Context.NONE).withEmbedding(random.doubles(3, -1, 1).toArray()));
          for (var values : Stepwide.Values.values())
            for (var loss : LOSSES.draw(random)) {
              var term = new Stepwide(1.3, Reward.LogRatio.of(0.5), values, loss);
              double[] whole = gradients(term, rows);
              var first = placed(rows, 0, 2);
              var second = placed(rows, 2, 5);
              double[] split =
                  java.util.stream.DoubleStream.concat(
                          Arrays.stream(gradients(term, first)),
                          Arrays.stream(gradients(term, second)))
                      .toArray();
              assertThat(split).as("%s", term).containsExactly(whole, within(1e-12));
              for (int i = 0; i < rows.size(); i++) {
                var placed = rows.get(i).withContext(Context.NONE.withStep(rows, i));
                try (var scope = TensorScope.open()) {
                  assertThat(term.of(placed))
                      .as("%s", term)
                      .isCloseTo(term.of(Batch.of(rows)).toDoubles()[i], within(1e-12));
                }
              }
            }
        });
  }

  private static List<Row> placed(List<Row> rows, int from, int to) {
    return rows.subList(from, to).stream()
        .map(row -> row.withContext(Context.NONE.withStep(rows, from)))
        .toList();
  }

  private static double[] gradients(Term term, List<Row> rows) {
    try (var scope = TensorScope.open()) {
      var batch = Batch.of(rows);
      Tensor losses = term.of(batch);
      losses.sum().backward();
      return batch.logps().grad().toDoubles();
    }
  }

  @Test
  void sortedCouplingIsTheCheapest() {
    RandomCase.run(
        50,
        random -> {
          var sides = sides(random, 4, 4);
          double sorted = mean(SortedTransport.defaults().at(sides));
          double given = 0;
          for (int i = 0; i < 4; i++)
            given += new Link.Logistic().loss(sides.better()[i] - sides.worse()[i]) / 4;
          assertThat(sorted).isLessThanOrEqualTo(given + 1e-12);
        });
  }

  @Test
  void sidesOfUnequalSizeMeetOnTheirQuantiles() {
    var loss = SortedTransport.defaults();
    var sides =
        new StepLoss.Sides(
            new double[] {1, 2}, new double[] {0, 0, 3, 3}, new double[2][0], new double[4][0]);
    double expected = (new Link.Logistic().loss(1) + new Link.Logistic().loss(-1)) / 2;
    assertThat(mean(loss.at(sides))).isCloseTo(expected, within(1e-12));
  }
}
