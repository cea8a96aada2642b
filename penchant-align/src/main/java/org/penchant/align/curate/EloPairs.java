package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.penchant.align.curate.elo.EloWin;
import org.penchant.align.curate.elo.Mismatch;
import org.penchant.align.curate.elo.OffsetFit;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/**
 * Pairs that teach a reward model not to prefer one model's answers more than people do (CHARM,
 * arXiv 2504.10045): the scores of every model are shifted by an offset until they win as often as
 * the models' ratings say, then the answer of the highest shifted score is chosen over that of the
 * lowest. Each row holds one answer of every model, in the order of the ratings, with the reward
 * model's scores.
 *
 * <p>Mends what is between models, not the order within one. Never judge the result on the prompts
 * it was made of.
 *
 * @param ratings Elo, one a model, two at least
 * @param pairing which scores meet when offsets are fitted
 * @param temperature of soft wins, in units of {@code unit}
 * @param unit of the temperature
 * @param dimension of the scores; may be empty where there is only one
 */
public record EloPairs(
    List<Double> ratings,
    OffsetFit.Pairing pairing,
    double temperature,
    Unit unit,
    String dimension)
    implements Step {
  /** What the temperature is a multiple of. */
  public enum Unit {
    /** The unit of the scores. */
    SCORE,
    /** Their pooled standard deviation, for reward models whose scores are far from 1. */
    DEVIATION
  }

  private static final double FAR = 800;

  public EloPairs {
    ratings = List.copyOf(ratings);
    if (ratings.size() < 2)
      throw new IllegalArgumentException("ratings = " + ratings + ", needs two at least");
    for (double rating : ratings)
      if (!Double.isFinite(rating))
        throw new IllegalArgumentException("ratings = " + ratings + ", must be finite");
    new OffsetFit(pairing, temperature);
  }

  /** Two models of equal rating, paired, T = 0.1: give the ratings. */
  public static EloPairs defaults() {
    return new EloPairs(List.of(1000.0, 1000.0), OffsetFit.Pairing.PAIRED, 0.1, Unit.SCORE, "");
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    if (rows.isEmpty()) return List.of();
    var problems = new Problems();
    var lists = new ArrayList<ScoredList>();
    for (var row : rows) scored(row, tally, problems).ifPresent(lists::add);
    problems.throwIfErrors(ExitCode.BAD_DATA);
    int n = ratings.size();
    double[][] scores = new double[n][lists.size()];
    for (int x = 0; x < lists.size(); x++)
      for (int m = 0; m < n; m++) scores[m][x] = lists.get(x).scores()[m];
    double[] deltas = offsets(scores, tally);
    report(scores, deltas, tally);
    var made = new ArrayList<Comparison>();
    for (var list : lists) {
      int best = 0;
      int worst = 0;
      boolean tie = false;
      for (int m = 1; m < n; m++) {
        double shifted = list.scores()[m] + deltas[m];
        double top = list.scores()[best] + deltas[best];
        if (shifted == top) tie = true;
        if (shifted > top) {
          best = m;
          tie = false;
        }
        if (shifted < list.scores()[worst] + deltas[worst]) worst = m;
      }
      if (tie) tally.leaveOut("prompts whose best shifted scores tie");
      else
        made.add(
            list.pair(best, worst)
                .withColumn(Names.CHOSEN_RATING, list.scores()[best] + deltas[best])
                .withColumn(Names.REJECTED_RATING, list.scores()[worst] + deltas[worst]));
    }
    return made;
  }

  private Optional<ScoredList> scored(Comparison row, Tally tally, Problems problems) {
    var list = ScoredList.of(row, dimension, false, tally, problems);
    if (list.isPresent() && (list.get().size() != ratings.size() || !list.get().rated())) {
      problems.error(
          row.provenance().toString(),
          list.get().size() + " scored responses",
          "each row needs one scored response of every model, " + ratings.size() + " in all",
          "give responses and scores in the order of the ratings");
      return Optional.empty();
    }
    return list;
  }

  private double[] offsets(double[][] scores, Tally tally) {
    double deviation = OffsetFit.pooledDeviation(scores);
    if (unit == Unit.DEVIATION && deviation == 0)
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "elo-pairs",
          "deviation 0",
          "the scores of each model are all equal",
          "give the scores of a reward model");
    if (unit == Unit.SCORE && !(deviation >= 0.3 && deviation <= 3))
      tally.note(
          String.format(
              Locale.ROOT,
              "temperature %.4g against scores of deviation %.4g: consider unit: deviation",
              temperature,
              deviation));
    var fit = new OffsetFit(pairing, unit == Unit.SCORE ? temperature : temperature * deviation);
    int n = scores.length;
    double[][] expected = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) {
        expected[i][j] = EloWin.clipped(ratings.get(i), ratings.get(j));
        if (i < j && Math.abs(ratings.get(i) - ratings.get(j)) > FAR)
          tally.note("ratings more than 800 points apart: expected wins cut to 0.01 .. 0.99");
      }
    if (n == 2) {
      double delta = fit.between(scores[0], scores[1], expected[0][1]);
      return new double[] {delta / 2, -delta / 2};
    }
    var fitted = fit.of(scores, expected);
    tally.note(
        String.format(Locale.ROOT, "win rates are off by %.4f after the fit", fitted.residual()));
    return fitted.deltas();
  }

  private void report(double[][] scores, double[] deltas, Tally tally) {
    double[] elo = ratings.stream().mapToDouble(Double::doubleValue).toArray();
    double[][] shifted = new double[scores.length][];
    for (int m = 0; m < scores.length; m++) {
      shifted[m] = scores[m].clone();
      for (int x = 0; x < shifted[m].length; x++) shifted[m][x] += deltas[m];
    }
    double[] before = Mismatch.means(scores, elo);
    double[] after = Mismatch.means(shifted, elo);
    for (int m = 0; m < deltas.length; m++)
      tally.note(
          String.format(
              Locale.ROOT,
              "response %d: offset %.4f, mismatch %.4f, now %.4f",
              m + 1,
              deltas[m],
              before[m],
              after[m]),
          scores[m].length);
  }
}
