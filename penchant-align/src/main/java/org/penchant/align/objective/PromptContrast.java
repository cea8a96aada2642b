package org.penchant.align.objective;

/**
 * RPO (arXiv 2402.10958): every chosen against every rejected of the step, (1/(M N)) sum_ij
 * phi(W_ij (a_i - b_j)), the weight inside the link, or W_ij phi(a_i - b_j) outside it. Prompts
 * differ, so their normalisers do not cancel: a heuristic.
 *
 * @param link phi
 * @param cells W
 * @param inside whether W multiplies the contrast rather than the loss
 */
public record PromptContrast(Link link, CellWeight cells, boolean inside) implements StepLoss {
  /** Similarity at temperature 0.5, inside the logistic link. */
  public static PromptContrast defaults() {
    return new PromptContrast(new Link.Logistic(), new CellWeight.Similarity(0.5), true);
  }

  @Override
  public Spread at(Sides sides) {
    int m = sides.better().length;
    int n = sides.worse().length;
    var spread = Spread.nothing(sides);
    if (m == 0 || n == 0) return spread;
    double[][] w = cells.of(sides);
    for (int i = 0; i < m; i++)
      for (int j = 0; j < n; j++) {
        double gap = sides.better()[i] - sides.worse()[j];
        double u = inside ? w[i][j] * gap : gap;
        double loss = link.loss(u);
        spread.losses()[i] += (inside ? loss : w[i][j] * loss) / n;
        double slope = w[i][j] * link.slope(u) / n / m;
        spread.byBetter()[i] += slope;
        spread.byWorse()[j] -= slope;
      }
    return spread;
  }

  @Override
  public boolean square() {
    return cells instanceof CellWeight.Diagonal;
  }

  @Override
  public boolean embedded() {
    return cells.embedded();
  }
}
