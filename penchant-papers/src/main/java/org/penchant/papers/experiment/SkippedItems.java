package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.align.objective.Link;
import org.penchant.align.objective.ListLoss;
import org.penchant.align.objective.PairWeight;
import org.penchant.align.objective.PairwiseList;
import org.penchant.align.objective.PlackettLuce;
import org.penchant.align.objective.SkipList;
import org.penchant.align.objective.SoftmaxList;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.core.stats.Moments;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.LabelNoise;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.RankedLists;
import org.penchant.papers.world.SineReward;
import org.penchant.papers.world.TanhNetwork;

/**
 * A scorer learned from lists of noisy labels by comparisons near and far in the list (arXiv
 * 2508.09826): 30 lists of 10 items, x in R^8 of N(0, 1), truth a {@link SineReward} of 6 waves of
 * frequency 1.2, labels truth + noise of the truth's standard deviation, a network of 32 tanh units
 * by Adam 0.01 with weight decay 1e-3; Kendall's tau on 300 lists without noise. Comparisons of
 * labels within {@code margin} standard deviations of the truth are left out where an arm is
 * "masked". Chosen here: weights N(0, 1) / sqrt 8, outputs N(0, 1) / sqrt 32, biases 0; the decay
 * is added to the gradient; ListNet's target is the softmax of labels.
 *
 * @param noise standard deviations of the truth
 * @param margin standard deviations of the truth
 * @param steps of every arm
 */
public record SkippedItems(double noise, double margin, int steps) implements Experiment {
  private static final int INPUTS = 8;
  private static final int ITEMS = 10;
  private static final double DECAY = 1e-3;
  private static final TanhNetwork NETWORK = new TanhNetwork(INPUTS, 32, true);

  private record Loss(String arm, ListLoss loss, RankedLists lists) {}

  public static SkippedItems defaults() {
    return new SkippedItems(1, 0.5, 300);
  }

  @Override
  public SkippedItems trial() {
    return new SkippedItems(noise, margin, 2);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var reward = SineReward.draw(6, INPUTS, seeds).withFrequency(1.2);
    double[] x = Normals.of(30 * ITEMS * INPUTS, seeds.stream("items"));
    double[] truth = reward.of(x);
    double[] labels =
        new LabelNoise(LabelNoise.Kind.RELATIVE, noise).added(truth, seeds.stream("noise"));
    double[] start = NETWORK.start(1 / Math.sqrt(INPUTS), seeds.stream("weights"));
    double[] output =
        Normals.of(NETWORK.hidden(), 1 / Math.sqrt(NETWORK.hidden()), seeds.stream("outputs"));
    System.arraycopy(output, 0, start, NETWORK.output(), output.length);
    double[] fresh = Normals.of(300 * ITEMS * INPUTS, seeds.stream("test"));
    double[] wanted = reward.of(fresh);
    var losses = losses(labels, margin * Moments.sd(truth), seeds);
    double[] tau =
        losses.parallelStream()
            .mapToDouble(l -> tau(NETWORK.scores(fit(start, x, l), fresh), wanted))
            .toArray();
    for (int i = 0; i < tau.length; i++) figures.put(losses.get(i).arm(), "tau", tau[i]);
  }

  private static List<Loss> losses(double[] labels, double width, Seeds seeds) {
    var lists = RankedLists.of(labels, ITEMS);
    var random = lists.pairs(ITEMS - 1, seeds.stream("pairs"));
    var all = new ArrayList<Loss>();
    for (double margin : new double[] {width, 0}) {
      String mask = margin > 0 ? ", masked" : "";
      all.add(new Loss("adjacent" + mask, pairs(PairwiseList.Which.ADJACENT, margin), lists));
      all.add(new Loss("random pairs" + mask, pairs(PairwiseList.Which.ALL, margin), random));
      all.add(new Loss("all pairs" + mask, pairs(PairwiseList.Which.ALL, margin), lists));
      all.add(new Loss("skips" + mask, skips(SkipList.Skips.ALL, margin), lists));
      var stages = new PlackettLuce(PlackettLuce.Temperatures.ONE, margin > 0 ? margin : -1);
      all.add(new Loss("ListMLE" + mask, stages, lists));
    }
    all.add(new Loss("skip 1, masked", skips(SkipList.Skips.ADJACENT, width), lists));
    all.add(new Loss("widening skips, masked", skips(SkipList.Skips.WIDENING, width), lists));
    all.add(new Loss("ListNet", new SoftmaxList(SoftmaxList.Target.SOFTMAX), lists));
    return all;
  }

  private static ListLoss pairs(PairwiseList.Which which, double margin) {
    return new PairwiseList(new Link.Logistic(), which, new PairWeight.Uniform(), margin, 0);
  }

  private static ListLoss skips(SkipList.Skips which, double margin) {
    return new SkipList(false, margin, which);
  }

  private double[] fit(double[] start, double[] x, Loss loss) {
    int n = x.length / INPUTS;
    double[] state = new double[n * NETWORK.hidden()];
    double[] scores = new double[n];
    return Descent.adam(
        start,
        0.01,
        steps,
        (theta, step, gradient) -> {
          for (int row = 0; row < n; row++) {
            NETWORK.state(theta, x, row, state);
            scores[row] = NETWORK.score(theta, state, row);
          }
          double[] by = loss.lists().slopes(loss.loss(), scores, step / (double) steps);
          for (int row = 0; row < n; row++)
            NETWORK.addByScore(theta, x, row, state, by[row], gradient);
          for (int j = 0; j < theta.length; j++) gradient[j] += DECAY * theta[j];
        });
  }

  /** The mean over lists. */
  private static double tau(double[] scores, double[] truth) {
    return IntStream.range(0, truth.length / ITEMS)
        .mapToDouble(list ->
            Correlation.kendallTauB(
                Arrays.copyOfRange(scores, list * ITEMS, (list + 1) * ITEMS),
                Arrays.copyOfRange(truth, list * ITEMS, (list + 1) * ITEMS)))
        .average()
        .orElseThrow();
  }
}
