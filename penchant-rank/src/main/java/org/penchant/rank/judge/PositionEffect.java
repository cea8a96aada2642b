package org.penchant.rank.judge;

import java.util.List;
import org.penchant.core.stats.TTest;

/**
 * What standing first is worth to a judge who scores: the mean over questions of ((a - b) with A
 * first - (a - b) with B first) / 2, in points of its scale; positive if it favours the first.
 *
 * @param points the effect, its standard error over questions and Student's t against 0
 * @param favouredFirst questions whose own effect is positive
 * @param favouredSecond questions whose own effect is negative
 * @param conflicts share of questions whose verdict changes with the order
 * @param clipped share of scores at an end of the scale, where bias cannot show
 */
public record PositionEffect(
    TTest points, int favouredFirst, int favouredSecond, double conflicts, double clipped) {
  /**
   * Over questions asked in both orders; others are left out.
   *
   * @param least lower end of the judge's scale
   * @param most upper end
   * @throws IllegalArgumentException if fewer than two questions were asked in both orders
   */
  public static PositionEffect of(List<Evidence> questions, double least, double most) {
    var both = questions.stream().filter(q -> q.conflict().isPresent()).toList();
    double[] effects = both.stream().mapToDouble(Evidence::positionEffect).toArray();
    if (effects.length < 2)
      throw new IllegalArgumentException(
          effects.length + " questions asked in both orders, needs two");
    int first = 0;
    int second = 0;
    int conflicts = 0;
    long ends = 0;
    long scores = 0;
    for (int q = 0; q < effects.length; q++) {
      if (effects[q] > 0) first++;
      if (effects[q] < 0) second++;
      if (both.get(q).conflict().orElseThrow()) conflicts++;
      for (var order : List.of(both.get(q).forward(), both.get(q).reversed()))
        for (var pair : order)
          for (double score : new double[] {pair.a(), pair.b()}) {
            scores++;
            if (score <= least || score >= most) ends++;
          }
    }
    return new PositionEffect(
        TTest.oneSample(effects, 0),
        first,
        second,
        conflicts / (double) effects.length,
        ends / (double) scores);
  }
}
