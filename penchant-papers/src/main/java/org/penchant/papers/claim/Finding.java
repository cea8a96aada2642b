package org.penchant.papers.claim;

import java.util.Arrays;
import org.penchant.core.stats.TTest;

/**
 * A criterion held against the figures of one case.
 *
 * @param in the case's name
 * @param test of the differences over seeds
 * @param wins seeds with a positive difference
 * @param seeds all of them
 */
public record Finding(
    Criterion criterion, String in, TTest test, int wins, int seeds, boolean holds) {
  /** What the arm was held against, for readers. */
  public String against() {
    String where =
        criterion.thanIn().isEmpty() ? "" : Cases.name(Cases.expand(criterion.thanIn()).getFirst());
    if (criterion.than().isEmpty()) return "0";
    return where.isEmpty() ? criterion.than() : criterion.than() + " (" + where + ")";
  }

  static Finding of(Criterion criterion, String in, double[] arm, double[] than) {
    double[] differences = new double[arm.length];
    Arrays.setAll(differences, i -> arm[i] - than[i]);
    var test = TTest.oneSample(differences, 0);
    int wins = (int) Arrays.stream(differences).filter(d -> d > 0).count();
    return new Finding(
        criterion, in, test, wins, arm.length, criterion.rule().holds(test, differences));
  }
}
