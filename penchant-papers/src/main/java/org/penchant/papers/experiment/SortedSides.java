package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.CellWeight;
import org.penchant.align.objective.Link;
import org.penchant.align.objective.PointwiseList;
import org.penchant.align.objective.PromptContrast;
import org.penchant.align.objective.SortedTransport;
import org.penchant.align.objective.StepLoss.Sides;
import org.penchant.align.objective.StepLoss.Spread;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Duel;
import org.penchant.papers.world.Lengths;
import org.penchant.papers.world.LogLinearSettings;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Ray;
import org.penchant.papers.world.StepSides;

/**
 * Good and bad responses compared rank by rank (arXiv 2406.05882): 80 prompts, 8 candidates, 12
 * features, reference logits N(0, 1), a linear reward R of norm 1.5. Unpaired: 160 draws of prompt
 * and response from the reference, good with probability sigmoid(2 (R + N(0, 1) of the prompt)),
 * the larger class cut to the smaller at random; each step 16 of both afresh, or all. Paired: 150
 * Bradley-Terry pairs of distinct candidates, 16 a step, or all; "AOT" sorts margins of the policy
 * and of the reference, "DPO" keeps them together. beta 0.5, Adam 0.03, 300 steps from zero;
 * violations in nats of log-ratio, held-out ones on 2000 more draws; everything as trained and
 * scaled to KL 0.5.
 *
 * @param whole whether a step takes all data
 * @param steps of every arm
 */
public record SortedSides(boolean whole, int steps) implements Experiment {
  private static final double BETA = 0.5;
  private static final int BATCH = 16;
  private static final PromptContrast TOGETHER =
      new PromptContrast(new Link.Logistic(), new CellWeight.Diagonal(1), false);

  public static SortedSides defaults() {
    return new SortedSides(false, 300);
  }

  @Override
  public SortedSides trial() {
    return new SortedSides(whole, 2);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var world =
        new LogLinearSettings(80, 8, 12, 1, 1.5, 0, List.of(), Lengths.defaults()).draw(seeds);
    var offsets = seeds.stream("offsets");
    double[] offset = new double[world.prompts()];
    Arrays.setAll(offset, _ -> offsets.nextGaussian());
    var train = StepSides.labelled(world, offset, 160, seeds.stream("labels"));
    var bench =
        new Bench(
            world,
            train,
            StepSides.labelled(world, offset, 2000, seeds.stream("held out")),
            seeds,
            figures);
    var all = new PromptContrast(new Link.Logistic(), new CellWeight.Uniform(), true);
    var sorted = SortedTransport.defaults();
    bench.unpaired("random pairing", TOGETHER::at);
    bench.unpaired("all pairs", all::at);
    bench.unpaired("AOT", sorted::at);
    bench.unpaired("classification", SortedSides::classified);
    bench.unpaired("KTO-like", SortedSides::anchored);
    var random = seeds.stream("pairs");
    var pairs =
        Duel.uniform(world, 150, random).stream()
            .map(duel -> duel.judged(i -> world.utility()[i], random))
            .toList();
    bench.paired("DPO", pairs, TOGETHER::at);
    bench.paired("AOT, paired", pairs, sorted::at);
  }

  /** Each side alone against its label. */
  private static Spread classified(Sides sides) {
    var loss = new PointwiseList(PointwiseList.Kind.SIGMOID);
    double[] one = new double[sides.better().length];
    Arrays.fill(one, 1);
    double[] zero = new double[sides.worse().length];
    return spread(
        loss.at(sides.better(), one, 0).slopes(), loss.at(sides.worse(), zero, 0).slopes());
  }

  /** 1 - sigmoid(r - z) and 1 - sigmoid(z - r), z = max(0, mean of all r), cut off. */
  private static Spread anchored(Sides sides) {
    double sum = Arrays.stream(sides.better()).sum() + Arrays.stream(sides.worse()).sum();
    double z = Math.max(0, sum / (sides.better().length + sides.worse().length));
    var link = new Link.Sigmoid();
    return spread(
        Arrays.stream(sides.better()).map(r -> link.slope(r - z)).toArray(),
        Arrays.stream(sides.worse()).map(r -> -link.slope(z - r)).toArray());
  }

  private static Spread spread(double[] byBetter, double[] byWorse) {
    int n = byBetter.length;
    return new Spread(
        new double[n],
        Arrays.stream(byBetter).map(v -> v / n).toArray(),
        Arrays.stream(byWorse).map(v -> v / n).toArray());
  }

  private final class Bench {
    private final LogLinearWorld world;
    private final StepSides train;
    private final StepSides heldOut;
    private final Seeds seeds;
    private final Figures figures;

    Bench(LogLinearWorld world, StepSides train, StepSides heldOut, Seeds seeds, Figures figures) {
      this.world = world;
      this.train = train;
      this.heldOut = heldOut;
      this.seeds = seeds;
      this.figures = figures;
    }

    void unpaired(String arm, Function<Sides, Spread> loss) {
      var random = seeds.stream("batches");
      double[] theta =
          Descent.adam(
              new double[world.features()],
              0.03,
              steps,
              (at, _, gradient) ->
                  new StepSides(batch(train.better(), random), batch(train.worse(), random))
                      .addGradient(world, at, loss, BETA, _ -> new double[0], gradient));
      var ray = new Ray(world, theta);
      sides(arm, "", ray.at(1));
      sides(arm, " at KL 0.5", ray.at(ray.atKl(0.5)));
    }

    private int[] batch(int[] of, RandomGenerator random) {
      int n = whole ? of.length : Math.min(BATCH, of.length);
      return Arrays.stream(Seeds.permutation(of.length, random)).limit(n).map(i -> of[i]).toArray();
    }

    private void sides(String arm, String where, double[] policy) {
      double[] u = StepSides.values(world, policy, train.better(), 1);
      double[] v = StepSides.values(world, policy, train.worse(), 1);
      var scaled =
          new Sides(
              StepSides.values(world, policy, train.better(), BETA),
              StepSides.values(world, policy, train.worse(), BETA),
              new double[0][],
              new double[0][]);
      double loss =
          Arrays.stream(SortedTransport.defaults().at(scaled).losses()).average().orElse(0);
      figures.put(arm, "reward" + where, world.value(policy));
      figures.put(arm, "sorted loss" + where, loss);
      figures.put(arm, "violation" + where, SortedTransport.violation(u, v, 0));
      figures.put(arm, "slack violation" + where, SortedTransport.violation(u, v, 1));
      double[] heldU = StepSides.values(world, policy, heldOut.better(), 1);
      double[] heldV = StepSides.values(world, policy, heldOut.worse(), 1);
      figures.put(arm, "held-out violation" + where, SortedTransport.violation(heldU, heldV, 1));
    }

    void paired(String arm, List<Duel> pairs, Function<Sides, Spread> loss) {
      var random = seeds.stream("batches of pairs");
      int n = whole ? pairs.size() : BATCH;
      double[] theta =
          Descent.adam(
              new double[world.features()],
              0.03,
              steps,
              (at, _, gradient) -> {
                double[] policy = world.logPolicy(at);
                int[] order = Seeds.permutation(pairs.size(), random);
                var some = Arrays.stream(order).limit(n).mapToObj(pairs::get).toList();
                var sides =
                    new Sides(
                        margins(some, policy),
                        margins(some, world.reference()),
                        new double[0][],
                        new double[0][]);
                double[] by = loss.apply(sides).byBetter();
                double[] byPolicy = new double[policy.length];
                for (int i = 0; i < n; i++) {
                  byPolicy[some.get(i).first()] += BETA * by[i];
                  byPolicy[some.get(i).second()] -= BETA * by[i];
                }
                world.pullBack(policy, byPolicy, gradient);
              });
      var ray = new Ray(world, theta);
      figures.put(arm, "reward", world.value(ray.at(1)));
      figures.put(arm, "kl", world.kl(ray.at(1)));
      figures.put(arm, "reward at KL 0.5", ray.valueAtKl(0.5));
    }

    /** beta (log p(winner) - log p(loser)). */
    private double[] margins(List<Duel> pairs, double[] logp) {
      return pairs.stream()
          .mapToDouble(pair -> BETA * (logp[pair.first()] - logp[pair.second()]))
          .toArray();
    }
  }
}
