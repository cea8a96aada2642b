package org.penchant.align.reward.crowd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.penchant.align.reward.Categorical;

/**
 * Opinions on items, in the order items first came.
 *
 * @param <K> what is told apart: a prompt with its response
 */
public final class OpinionStore<K> {
  /**
   * One opinion.
   *
   * @param level from 0, the best
   * @param weight how much it counts, finite and not negative
   * @param persona whose; empty if unknown
   * @param time when; times are ordered as text, so write them alike (ISO 8601); empty is earliest
   */
  public record Opinion(int level, double weight, String persona, String time) {
    public static Opinion of(int level) {
      return new Opinion(level, 1, "", "");
    }
  }

  private final int levels;
  private final Opinions settings;
  private final Map<K, List<Opinion>> all = new LinkedHashMap<>();

  public OpinionStore(Categorical head, Opinions settings) {
    levels = head.levels();
    this.settings = settings;
  }

  /** Adds one. */
  public void add(K item, Opinion opinion) {
    if (opinion.level() < 0 || opinion.level() >= levels)
      throw new IllegalArgumentException("level " + opinion.level() + " of " + levels);
    if (!(opinion.weight() >= 0 && opinion.weight() < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("weight = " + opinion.weight() + ", must not be negative");
    all.computeIfAbsent(item, _ -> new ArrayList<>()).add(opinion);
  }

  /** Items there are opinions on. */
  public Set<K> items() {
    return all.keySet();
  }

  /** How many opinions there are on an item. */
  public int count(K item) {
    return of(item).size();
  }

  private List<Opinion> of(K item) {
    return all.getOrDefault(item, List.of());
  }

  /** What opinions of everybody count on every level. */
  public double[] counts(K item) {
    return counts(item, _ -> true);
  }

  /**
   * What opinions of some personas count: smoothed, those of a time after those before it are
   * forgotten in part, and deflated.
   */
  public double[] counts(K item, Predicate<String> persona) {
    var times = new TreeMap<String, double[]>();
    int n = 0;
    for (var opinion : of(item)) {
      if (!persona.test(opinion.persona())) continue;
      n++;
      double[] own = times.computeIfAbsent(opinion.time(), _ -> new double[levels]);
      double[] shares = settings.smoothed(opinion.level(), levels);
      for (int k = 0; k < levels; k++) own[k] += opinion.weight() * shares[k];
    }
    double[] counts = new double[levels];
    for (double[] newer : times.values()) counts = settings.updated(counts, newer);
    if (n > 0) for (int k = 0; k < levels; k++) counts[k] *= settings.effective(n) / n;
    return counts;
  }

  /**
   * The distribution of an item's opinions with a prior, which is all there is without opinions.
   */
  public double[] label(K item, double[] prior) {
    return settings.posterior(prior, counts(item));
  }

  /**
   * The distribution of an item's opinions alone.
   *
   * @throws IllegalArgumentException if there are none that count
   */
  public double[] label(K item) {
    double[] counts = counts(item);
    double[] uniform = new double[levels];
    java.util.Arrays.fill(uniform, 1.0 / levels);
    return Opinions.plain(0).posterior(uniform, counts);
  }
}
