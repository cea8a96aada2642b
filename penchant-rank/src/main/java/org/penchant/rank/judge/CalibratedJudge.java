package org.penchant.rank.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Mark;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.seam.Judge;

/**
 * A text judge as the {@link Judge} everything else knows: each pair in the orders its calibration
 * asks for. Two candidates give {@link Feedback.Pairwise} with strength |2p - 1|, more give a
 * {@link Feedback.Ranking} by the sum of probabilities over all pairs.
 *
 * @param judge who is asked
 * @param calibration of position
 * @param band half-width around 0.5 within which two candidates tie, in [0, 0.5)
 */
public record CalibratedJudge(TextJudge judge, PositionCalibration calibration, double band)
    implements Judge {
  public CalibratedJudge {
    if (!(band >= 0 && band < 0.5))
      throw new IllegalArgumentException("band = " + band + ", must be in [0, 0.5)");
  }

  /** Log-odds over both orders; only exactly even pairs tie. */
  public static CalibratedJudge of(TextJudge judge) {
    return new CalibratedJudge(judge, new PositionCalibration.LogOdds(), 0);
  }

  @Override
  public Feedback judge(Content prompt, List<Candidate> candidates) {
    if (candidates.size() < 2)
      throw new IllegalArgumentException(candidates.size() + " candidates, needs two");
    var answers = candidates.stream().map(Candidate::content).toList();
    var asked = new Comparisons(judge.on(prompt, answers), calibration);
    var feedback = answers.size() == 2 ? pair(asked) : ranking(asked, answers.size());
    if (asked.failed() == asked.calls())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "judge",
          asked.failed() + " replies",
          "none of them could be read",
          "look at the replies, or change the prompt");
    return feedback;
  }

  private Feedback pair(Comparisons asked) {
    double p = asked.probability(0, 1);
    var outcome =
        Math.abs(p - 0.5) <= band
            ? Feedback.Outcome.TIE
            : p > 0.5 ? Feedback.Outcome.FIRST : Feedback.Outcome.SECOND;
    return new Feedback.Pairwise(outcome, Math.abs(2 * p - 1), Mark.NONE);
  }

  private static Feedback ranking(Comparisons asked, int n) {
    var points = new double[n];
    for (int i = 0; i < n; i++)
      for (int j = i + 1; j < n; j++) {
        double p = asked.probability(i, j);
        points[i] += p;
        points[j] += 1 - p;
      }
    var groups = new ArrayList<List<Integer>>();
    Optional<Double> last = Optional.empty();
    for (int i :
        IntStream.range(0, n)
            .boxed()
            .sorted(java.util.Comparator.comparingDouble(i -> -points[i]))
            .toList()) {
      if (last.isEmpty() || last.get() - points[i] > 1e-9) groups.add(new ArrayList<>());
      groups.getLast().add(i);
      last = Optional.of(points[i]);
    }
    return new Feedback.Ranking(
        groups.stream().map(g -> g.stream().sorted().toList()).toList(), Mark.NONE);
  }
}
