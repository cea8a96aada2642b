package org.penchant.rank.select;

import java.util.List;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Proportions;

/**
 * How selection did on trials whose truth is known. A reliability failure is an answer returned
 * though not acceptable; its rate is given of all prompts and of those answered.
 *
 * @param prompts how many
 * @param answered prompts with an answer
 * @param failures answers returned that are not acceptable
 * @param falseAcceptance failures of all prompts, Clopper-Pearson 95%
 * @param meanSamples answers drawn a prompt
 * @param meanQuality of answers returned; NaN if none was
 */
public record SelectionReport(
    int prompts,
    int answered,
    int failures,
    Interval falseAcceptance,
    double meanSamples,
    double meanQuality) {
  /** Runs a selector over trials. */
  public static SelectionReport of(LoopSelector selector, List<Trial> trials) {
    if (trials.isEmpty()) throw new IllegalArgumentException("no trials");
    int answered = 0;
    int failures = 0;
    long samples = 0;
    double quality = 0;
    for (var trial : trials) {
      var stop = selector.loops().run(selector.threshold(), trial.scores());
      samples += stop.samples();
      if (!selector.returns(stop)) continue;
      answered++;
      quality += trial.quality()[stop.best()];
      if (!trial.acceptable()[stop.best()]) failures++;
    }
    int n = trials.size();
    return new SelectionReport(
        n,
        answered,
        failures,
        Proportions.clopperPearson(failures, n, 0.95),
        samples / (double) n,
        quality / answered);
  }

  /** failures / prompts. */
  public double perPrompt() {
    return failures / (double) prompts;
  }

  /** failures / answered; NaN if nothing was. */
  public double perAnswer() {
    return failures / (double) answered;
  }

  /** The share of prompts without an answer. */
  public double abstention() {
    return 1 - answered / (double) prompts;
  }

  /** The share of prompts with an acceptable answer returned. */
  public double acceptable() {
    return (answered - failures) / (double) prompts;
  }
}
