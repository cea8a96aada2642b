package org.penchant.papers.experiment;

import java.util.Arrays;
import org.penchant.rank.game.PreferenceTensor;
import org.penchant.rank.game.TensorRating;

/**
 * The baseline of arXiv 2502.20170: Bradley-Terry by maximum likelihood on wins averaged over
 * prompts, W[i][j] = mean over p of (s + 1) / 2, as 400 / ln 10 times the centred log-strengths.
 */
record MeanElo() implements TensorRating {
  private static final double POINTS = 400 / Math.log(10);
  private static final double TOLERANCE = 1e-13;
  private static final int LIMIT = 200_000;

  @Override
  public double[] rate(PreferenceTensor tensor) {
    int n = tensor.models().size();
    var wins = new double[n];
    for (var slice : tensor.s())
      for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
          if (i != j) wins[i] += (slice[i][j] + 1) / 2 / tensor.prompts().size();
    var strength = new double[n];
    Arrays.fill(strength, 1);
    double moved = 1;
    for (int k = 0; k < LIMIT && moved > TOLERANCE; k++) {
      var next = new double[n];
      double logs = 0;
      for (int i = 0; i < n; i++) {
        double met = 0;
        for (int j = 0; j < n; j++) if (i != j) met += 1 / (strength[i] + strength[j]);
        next[i] = wins[i] / met;
        logs += Math.log(next[i]) / n;
      }
      moved = 0;
      for (int i = 0; i < n; i++) {
        next[i] /= Math.exp(logs);
        moved = Math.max(moved, Math.abs(Math.log(next[i] / strength[i])));
      }
      strength = next;
    }
    return Arrays.stream(strength).map(s -> POINTS * Math.log(s)).toArray();
  }
}
