package org.penchant.align.objective;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.problems.Problems;

/**
 * sum over pairs with psi_i - psi_j > margin of Delta_ij phi(s_i - s_j - offset (psi_i - psi_j)):
 * RankNet with the logistic link and all pairs, SLiC over lists with the hinge, pair-MSE with the
 * squared link and offset 1, LambdaRank and LiPO-lambda (arXiv 2402.01878) with {@link
 * PairWeight.Lambda}.
 *
 * @param link phi
 * @param pairs which pairs count
 * @param weight Delta, cut from differentiation
 * @param margin gap of labels up to which a pair does not count
 * @param offset times the gap of labels is subtracted from the gap of scores
 */
public record PairwiseList(Link link, Which pairs, PairWeight weight, double margin, double offset)
    implements ListLoss {
  /** Which of the ordered pairs of a list count. */
  public enum Which {
    ALL,
    /** Next neighbours in the order of labels. */
    ADJACENT,
    /** The highest label against the lowest; of equals the first. */
    BEST_WORST
  }

  public PairwiseList {
    Require.notNegative("margin", margin);
    Require.finite("offset", offset);
  }

  /** RankNet. */
  public static PairwiseList defaults() {
    return new PairwiseList(new Link.Logistic(), Which.ALL, new PairWeight.Uniform(), 0, 0);
  }

  @Override
  public Sloped at(double[] s, double[] psi, double progress) {
    double[] slopes = new double[s.length];
    double loss = 0;
    for (int[] pair : pairs(psi)) {
      int i = pair[0];
      int j = pair[1];
      double gap = psi[i] - psi[j];
      double u = s[i] - s[j] - offset * gap;
      double delta = weight.of(s, psi, i, j);
      loss += delta * link.loss(u);
      double slope = delta * link.slope(u);
      slopes[i] += slope;
      slopes[j] -= slope;
    }
    return new Sloped(loss, slopes);
  }

  private List<int[]> pairs(double[] psi) {
    int[] order = ListLoss.descending(psi);
    var found = new ArrayList<int[]>();
    switch (pairs) {
      case BEST_WORST -> {
        int worst = 0;
        for (int i = 1; i < psi.length; i++) if (psi[i] < psi[worst]) worst = i;
        add(found, psi, order[0], worst);
      }
      case ADJACENT -> {
        for (int k = 1; k < order.length; k++) add(found, psi, order[k - 1], order[k]);
      }
      case ALL -> {
        for (int a = 0; a < order.length; a++)
          for (int b = a + 1; b < order.length; b++) add(found, psi, order[a], order[b]);
      }
    }
    return found;
  }

  private void add(List<int[]> found, double[] psi, int i, int j) {
    if (psi[i] - psi[j] > margin) found.add(new int[] {i, j});
  }

  @Override
  public boolean differentiable() {
    return link.differentiable() && weight instanceof PairWeight.Uniform;
  }

  @Override
  public void check(double[] psi, String place, Problems problems) {
    ListLoss.super.check(psi, place, problems);
    weight.check(psi, place, problems);
  }
}
