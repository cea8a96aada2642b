package org.penchant.align.train;

import java.util.ArrayList;
import java.util.List;
import org.penchant.align.curate.score.Evidence;
import org.penchant.align.curate.score.ExampleScore;
import org.penchant.align.curate.score.Filter;
import org.penchant.align.curate.score.Survey;

/**
 * Pairs split by the policy's own margin d = log pi(y_w) - log pi(y_l): those with 0 < d < tau are
 * noisy (arXiv 2505.05465), all others clean, d <= 0 among them. d is in nats over whole responses
 * and so depends on their lengths.
 */
public record NoisyPairs(List<Example> clean, List<Example> noisy) {
  /** The paper's tau, nats. */
  public static final double TAU = 3;

  public NoisyPairs {
    clean = List.copyOf(clean);
    noisy = List.copyOf(noisy);
  }

  /** Splits pairs by what the survey's policy says of them. */
  public static NoisyPairs of(List<Example> pairs, Survey survey, double tau) {
    var margin = new ExampleScore.LikelihoodMargin();
    BestAndWorst.requirePairs(pairs);
    var items = BestAndWorst.items(pairs);
    double[] margins =
        survey.of(items, margin.needs(), _ -> {}).stream()
            .mapToDouble((Evidence e) -> margin.of(e))
            .toArray();
    return of(pairs, margins, tau);
  }

  static NoisyPairs of(List<Example> pairs, double[] margins, double tau) {
    boolean[] between =
        new Filter(new ExampleScore.LikelihoodMargin(), false, 0, false, tau, false).keeps(margins);
    var clean = new ArrayList<Example>();
    var noisy = new ArrayList<Example>();
    for (int i = 0; i < between.length; i++) (between[i] ? noisy : clean).add(pairs.get(i));
    return new NoisyPairs(clean, noisy);
  }
}
