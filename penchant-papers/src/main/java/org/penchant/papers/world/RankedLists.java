package org.penchant.papers.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.ListLoss;
import org.penchant.core.numeric.Logistic;

/** Labelled lists of items, of which a list loss is taken: loss = mean over lists, weighted. */
public record RankedLists(List<Ranked> lists) {
  /**
   * A list.
   *
   * @param items indices
   * @param labels higher better
   * @param weight of the list's loss
   */
  public record Ranked(int[] items, double[] labels, double weight) {}

  /** Lists of {@code k} neighbouring items, with weight 1. */
  public static RankedLists of(double[] labels, int k) {
    var all = new ArrayList<Ranked>();
    for (int start = 0; start < labels.length; start += k) {
      int[] items = new int[k];
      int from = start;
      Arrays.setAll(items, i -> from + i);
      all.add(new Ranked(items, Arrays.copyOfRange(labels, start, start + k), 1));
    }
    return new RankedLists(all);
  }

  /**
   * {@code times} lists of two distinct items of every list, uniformly; the loss is the mean over
   * the lists they come from of the sum over their pairs.
   */
  public RankedLists pairs(int times, RandomGenerator random) {
    var all = new ArrayList<Ranked>();
    for (var list : lists)
      for (int t = 0; t < times; t++) {
        int a = random.nextInt(list.items().length);
        int b = random.nextInt(list.items().length - 1);
        if (b >= a) b++;
        all.add(
            new Ranked(
                new int[] {list.items()[a], list.items()[b]},
                new double[] {list.labels()[a], list.labels()[b]},
                list.weight() * times));
      }
    return new RankedLists(all);
  }

  /**
   * Labels 1 above the list's mean label and 0 at or below it; a list weighs one over its pairs of
   * unlike items, so that a sum over those pairs becomes their mean.
   */
  public RankedLists halved() {
    return new RankedLists(
        lists.stream()
            .map(list -> {
              double mean = Arrays.stream(list.labels()).average().orElseThrow();
              double[] sides = Arrays.stream(list.labels()).map(v -> v > mean ? 1 : 0).toArray();
              double above = Arrays.stream(sides).sum();
              double pairs = above * (sides.length - above);
              return new Ranked(
                  list.items(), sides, pairs > 0 ? list.weight() / pairs : list.weight());
            })
            .toList());
  }

  /**
   * mean_j sigmoid(label_i - label_j) within every {@code k} neighbours, a label's comparison with
   * itself counting one half: how often an item would be preferred.
   */
  public static double[] shares(double[] labels, int k) {
    double[] out = new double[labels.length];
    for (int i = 0; i < labels.length; i++)
      for (int j = i - i % k; j < i - i % k + k; j++)
        out[i] += Logistic.sigmoid(labels[i] - labels[j]) / k;
    return out;
  }

  /** d loss / d score of every item. */
  public double[] slopes(ListLoss loss, double[] scores, double progress) {
    double[] out = new double[scores.length];
    for (var list : lists) {
      double[] s = new double[list.items().length];
      for (int i = 0; i < s.length; i++) s[i] = scores[list.items()[i]];
      double[] by = loss.at(s, list.labels(), progress).slopes();
      for (int i = 0; i < s.length; i++)
        out[list.items()[i]] += list.weight() * by[i] / lists.size();
    }
    return out;
  }

  /**
   * Parameters that Adam reaches from zero with scores beta (log pi - log ref), or beta log pi.
   *
   * @param reference whether log ref is taken off
   */
  public double[] fit(
      LogLinearWorld world, ListLoss loss, double beta, boolean reference, double rate, int steps) {
    return Descent.adam(
        new double[world.features()],
        rate,
        steps,
        (theta, step, gradient) -> {
          double[] policy = world.logPolicy(theta);
          double[] scores = new double[policy.length];
          for (int i = 0; i < scores.length; i++)
            scores[i] = beta * (policy[i] - (reference ? world.reference()[i] : 0));
          double[] by = slopes(loss, scores, step / (double) steps);
          for (int i = 0; i < by.length; i++) by[i] *= beta;
          world.pullBack(policy, by, gradient);
        });
  }
}
