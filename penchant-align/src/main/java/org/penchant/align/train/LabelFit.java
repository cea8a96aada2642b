package org.penchant.align.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.align.reward.Categorical;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.MultiObjective;
import org.penchant.core.stats.Correlation;
import org.penchant.core.stats.Moments;

/**
 * How near what a head expects of labels comes to them, in one of the labels' numbers.
 *
 * @param name the objective, the level's share, {@code steps} or {@code rating}
 * @param count labels that are known
 * @param error root mean squared error
 * @param spread standard deviation of the labels: the error of always saying their mean
 * @param correlation Spearman's, of expected and given; NaN where one of them does not vary
 * @param accuracy of steps, the share expected on the label's side of 1/2; NaN otherwise
 */
public record LabelFit(
    String name, int count, double error, double spread, double correlation, double accuracy) {

  /** Of labelled responses, a record for each number of a label; steps are gathered in one. */
  public static List<LabelFit> of(Head head, List<RewardOutcome> outcomes) {
    var labelled = outcomes.stream().filter(o -> o.expected().length > 0).toList();
    if (labelled.isEmpty()) return List.of();
    if (head.stepwise()) {
      double[] said = labelled.stream().flatMapToDouble(o -> Arrays.stream(o.expected())).toArray();
      double[] given =
          labelled.stream().flatMapToDouble(o -> Arrays.stream(o.row().labels())).toArray();
      long right =
          IntStream.range(0, said.length).filter(i -> said[i] > 0.5 == given[i] > 0.5).count();
      return List.of(fit("steps", said, given, (double) right / said.length));
    }
    var fits = new ArrayList<LabelFit>();
    for (int k = 0; k < head.labels(); k++) {
      int number = k;
      var known = labelled.stream().filter(o -> !Double.isNaN(o.row().labels()[number])).toList();
      if (known.isEmpty()) continue;
      fits.add(
          fit(
              name(head, k),
              known.stream().mapToDouble(o -> o.expected()[number]).toArray(),
              known.stream().mapToDouble(o -> o.row().labels()[number]).toArray(),
              Double.NaN));
    }
    return fits;
  }

  private static LabelFit fit(String name, double[] said, double[] given, double accuracy) {
    double squares = IntStream.range(0, said.length).mapToDouble(i -> gap(said, given, i)).sum();
    double spread = given.length > 1 ? Math.sqrt(Moments.variance(given)) : 0;
    double correlation =
        varies(said) && varies(given) ? Correlation.spearman(said, given) : Double.NaN;
    return new LabelFit(
        name, said.length, Math.sqrt(squares / said.length), spread, correlation, accuracy);
  }

  private static double gap(double[] said, double[] given, int i) {
    return (said[i] - given[i]) * (said[i] - given[i]);
  }

  private static boolean varies(double[] x) {
    return Arrays.stream(x).anyMatch(v -> v != x[0]);
  }

  private static String name(Head head, int k) {
    if (head instanceof MultiObjective many) return many.objectives().get(k);
    return head instanceof Categorical ? "share of level " + (k + 1) : "rating";
  }
}
