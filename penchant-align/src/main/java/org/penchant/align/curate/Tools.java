package org.penchant.align.curate;

import java.util.Optional;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.seam.Generator;
import org.penchant.core.seam.Judge;

/**
 * What steps work with beside the rows.
 *
 * @param seeds of the step at hand
 * @param generator writes texts, for the steps that need some written
 * @param judge compares candidates, for the steps that need labels
 */
public record Tools(Seeds seeds, Optional<Generator> generator, Optional<Judge> judge) {
  /** Nobody to ask. */
  public static Tools seeded(Seeds seeds) {
    return new Tools(seeds, Optional.empty(), Optional.empty());
  }

  public Tools withSeeds(Seeds others) {
    return new Tools(others, generator, judge);
  }

  public Tools withGenerator(Generator writer) {
    return new Tools(seeds, Optional.of(writer), judge);
  }

  public Tools withJudge(Judge rater) {
    return new Tools(seeds, generator, Optional.of(rater));
  }

  /** The generator that {@code step} cannot do without. */
  Generator writer(String step) {
    return generator.orElseThrow(() ->
        ProblemsException.of(
            ExitCode.USAGE, step, "", "needs a model that writes", "give one with --model"));
  }

  /** The judge that {@code step} cannot do without. */
  Judge rater(String step) {
    return judge.orElseThrow(() ->
        ProblemsException.of(
            ExitCode.USAGE,
            step,
            "",
            "needs a judge for rows without ratings",
            "give rows with scores, or run it from a program that has a judge"));
  }
}
