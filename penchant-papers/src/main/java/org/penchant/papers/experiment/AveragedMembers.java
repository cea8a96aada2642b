package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.PairTraining;
import org.penchant.papers.world.TwoLayerNetwork;
import org.penchant.papers.world.UnitWorld;

/**
 * Reward models of two tanh layers of 48, pre-trained to tell the six units behind the true reward,
 * then fine-tuned from a common head on 1000 pairs, some of whose labels are flipped; six members
 * with rates of 1, 2 and 3e-3 and their own draws of data, looked at after some steps (arXiv
 * 2401.12187). Chosen where the specification says nothing: batches drawn with replacement, of 64
 * in pre-training too, first weights of N(0, 1/inputs), the controls' rate 2e-3, random heads where
 * nothing was pre-trained, connectivity of each rate's two members, a member whose units are
 * permuted in both layers, and 60 draws of 128.
 *
 * @param steps that members are looked at after, rising
 * @param flipped share of training labels
 * @param tests clean pairs, and as many shifted ones
 * @param thinning of all steps and draws, for trials
 */
public record AveragedMembers(List<Integer> steps, double flipped, int tests, int thinning)
    implements Experiment {
  static final int INPUTS = 12;
  static final int HIDDEN = 48;
  static final int MEMBERS = 6;
  private static final int UNITS = 6;
  private static final double SPREAD = 1.5;
  private static final int BATCH = 64;
  private static final int PAIRS = 1000;
  private static final int POINTS = 4000;
  private static final int PRETRAINING = 1500;
  private static final int WARMING = 150;
  private static final double[] RATES = {1e-3, 2e-3, 3e-3};

  public AveragedMembers {
    steps = List.copyOf(steps);
  }

  public static AveragedMembers defaults() {
    return new AveragedMembers(List.of(100, 250, 500), 0.3, 4000, 1);
  }

  @Override
  public AveragedMembers trial() {
    return new AveragedMembers(steps, flipped, 20, 100);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var world = UnitWorld.draw(INPUTS, UNITS, SPREAD, seeds.stream("world"));
    var train = world.pairs(PAIRS, flipped, 1, 0, seeds.stream("pairs"));
    double[] start = warmed(pretrained(world, seeds.stream("pre-training")), train, seeds);
    var runs =
        IntStream.range(0, MEMBERS + 2)
            .parallel()
            .mapToObj(m -> {
              boolean scratch = m >= MEMBERS;
              var random = seeds.stream("member " + m);
              double[] from = scratch ? net().start(false, random) : start;
              return fit(from, train, scratch ? RATES[1] : RATES[m % RATES.length], random);
            })
            .toList();
    var measure = MemberMeasures.of(world, train, tests, thinning, seeds);
    for (int after : steps) {
      var models = runs.stream().map(run -> at(run, after)).toList();
      measure.put(figures, ", T=" + after, models, at(runs.get(1), after / 2));
    }
  }

  static TwoLayerNetwork net() {
    return new TwoLayerNetwork(INPUTS, HIDDEN, 1);
  }

  private int thin(int count) {
    return Math.max(1, count / thinning);
  }

  private double[] at(TreeMap<Integer, double[]> run, int after) {
    return java.util.Objects.requireNonNull(run.get(thin(after)));
  }

  /** The backbone that tells the units, under a head of zeros. */
  private double[] pretrained(UnitWorld world, RandomGenerator random) {
    var wide = new TwoLayerNetwork(INPUTS, HIDDEN, UNITS);
    double[] x = Normals.of(POINTS * INPUTS, random);
    double[][] units = new double[POINTS][];
    Arrays.setAll(units, row -> world.units(x, row));
    double[] by = new double[UNITS];
    double[] trained =
        Descent.adam(
            wide.start(false, random),
            5e-3,
            thin(PRETRAINING),
            (p, _, gradient) -> {
              for (int b = 0; b < BATCH; b++) {
                int row = random.nextInt(POINTS);
                double[] y = wide.outputs(p, x, row);
                for (int u = 0; u < UNITS; u++)
                  by[u] = 2 * (y[u] - units[row][u]) / (UNITS * BATCH);
                wide.add(p, x, row, by, false, gradient);
              }
            });
    return Arrays.copyOf(Arrays.copyOf(trained, wide.head()), net().size());
  }

  private double[] warmed(double[] backbone, UnitWorld.Pairs train, Seeds seeds) {
    return new PairTraining(BATCH, 1e-2, thin(WARMING), true)
        .fit(net(), backbone, train.x(), PAIRS, seeds.stream("warm start"), (_, _) -> {});
  }

  /** Parameters after each of the steps asked for, and after half of them. */
  private TreeMap<Integer, double[]> fit(
      double[] from, UnitWorld.Pairs train, double rate, RandomGenerator random) {
    var kept = new TreeMap<Integer, double[]>();
    PairTraining.Watch watch =
        (taken, p) -> {
          if (steps.stream().anyMatch(t -> thin(t) == taken || thin(t / 2) == taken))
            kept.put(taken, p.clone());
        };
    int most = thin(steps.getLast());
    watch.see(
        most,
        new PairTraining(BATCH, rate, most, false)
            .fit(net(), from, train.x(), PAIRS, random, watch));
    return kept;
  }
}
