package org.penchant.rank.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.penchant.core.preference.Content;
import org.penchant.core.seam.Generator;
import org.penchant.core.seam.Scorer;
import org.penchant.core.stats.Calibrator;

/**
 * Best of N in loops with a threshold (2510.04087). As a guardrail it abstains where no answer
 * reaches the threshold, as an accelerator it returns the best. A threshold found by {@link
 * LoopCalibration} holds for these loops alone, and for the generator, temperature, prompts and
 * scorer of the calibration: recalibrate when one of them changes.
 *
 * @param threshold in units of the score, may be infinite; 0 is the boundary of a score whose zero
 *     is acceptability
 * @param acceptance probability that the best answer is acceptable, from its score
 */
public record LoopSelector(
    Loops loops, Gate gate, double threshold, Optional<Calibrator> acceptance) {
  public LoopSelector {
    if (Double.isNaN(threshold)) throw new IllegalArgumentException("threshold is NaN");
  }

  /** A guardrail at 0 over {@link Loops#defaults()}. */
  public static LoopSelector defaults() {
    return new LoopSelector(Loops.defaults(), Gate.GUARDRAIL, 0, Optional.empty());
  }

  /** With what a calibration found. */
  public static LoopSelector of(LoopCalibration.Found found) {
    return new LoopSelector(found.loops(), found.gate(), found.threshold(), found.acceptance());
  }

  /** Draws answers to a prompt until one is good enough or the budget is spent. */
  public Selection select(Content prompt, Generator generator, Scorer scorer) {
    var drawn = new ArrayList<Content>();
    var stop =
        loops.run(
            threshold,
            count -> {
              List<Content> more = generator.generate(List.of(prompt), count).getFirst();
              drawn.addAll(more);
              return more.stream().mapToDouble(answer -> scorer.score(prompt, answer)).toArray();
            });
    var best = drawn.get(stop.best());
    var probability =
        acceptance
            .map(c -> OptionalDouble.of(c.probability(stop.score())))
            .orElse(OptionalDouble.empty());
    return returns(stop)
        ? new Selection.Answer(best, stop.score(), stop.samples(), probability)
        : new Selection.Abstention(best, stop.score(), stop.samples(), probability);
  }

  boolean returns(Loops.Stop stop) {
    return gate == Gate.ACCELERATOR || stop.reached();
  }
}
