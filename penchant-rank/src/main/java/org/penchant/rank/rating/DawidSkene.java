package org.penchant.rank.rating;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;

/**
 * What several annotators' answers to the same comparisons say of the truth and of them. A
 * comparison is a group with an ordered pair; its truth is first, second or tie, and annotator k
 * answers l to truth t with probability C_k[t][l]. Expectation and maximisation, from the mean of
 * the answers. Dawid and Skene, "Maximum likelihood estimation of observer error-rates using the EM
 * algorithm", Applied Statistics 28 (1979).
 *
 * @param smoothing added to every count of a confusion table, above 0
 * @param rounds at most
 */
public record DawidSkene(double smoothing, int rounds) {
  /** Answers: first, second, tie. */
  public static final int CLASSES = 3;

  private static final double TOLERANCE = 1e-9;

  public DawidSkene {
    if (!(smoothing > 0 && smoothing < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(
          "smoothing = " + smoothing + ", must be finite and above 0");
    if (rounds < 1) throw new IllegalArgumentException("rounds = " + rounds + ", must be above 0");
  }

  public static DawidSkene defaults() {
    return new DawidSkene(0.1, 1_000);
  }

  /**
   * What comes out.
   *
   * @param consensus one vote a comparison, its outcome P(first) + P(tie) / 2
   * @param posteriors one row a comparison: P(first), P(second), P(tie), in the consensus' order
   * @param annotators names
   * @param confusions one table an annotator: row truth, column answer, rows sum to 1
   * @param prior of the truths
   */
  public record Truth(
      VoteTable consensus,
      double[][] posteriors,
      List<String> annotators,
      double[][][] confusions,
      double[] prior) {}

  /**
   * Fits the model.
   *
   * @throws org.penchant.core.problems.ProblemsException if an annotator is unknown or a vote soft
   */
  public Truth fit(VoteTable votes) {
    check(votes);
    int[] task = Comparisons.numbers(votes);
    int tasks = Arrays.stream(task).max().orElse(-1) + 1;
    var posteriors = new double[tasks][CLASSES];
    for (int r = 0; r < votes.rows(); r++) posteriors[task[r]][answer(votes, r)] += votes.mass(r);
    for (var posterior : posteriors) normalise(posterior);
    double[] prior = new double[CLASSES];
    double[][][] confusions = {};
    for (int round = 0; round < rounds; round++) {
      confusions = confusions(votes, task, posteriors);
      prior = prior(posteriors);
      if (expect(votes, task, confusions, prior, posteriors) < TOLERANCE) break;
    }
    return new Truth(
        consensus(votes, task, posteriors), posteriors, votes.annotators(), confusions, prior);
  }

  private double[][][] confusions(VoteTable votes, int[] task, double[][] posteriors) {
    var counts = new double[votes.annotators().size()][CLASSES][CLASSES];
    for (var table : counts) for (var row : table) Arrays.fill(row, smoothing);
    for (int r = 0; r < votes.rows(); r++)
      for (int t = 0; t < CLASSES; t++)
        counts[votes.annotator(r)][t][answer(votes, r)] += votes.mass(r) * posteriors[task[r]][t];
    for (var table : counts) for (var row : table) normalise(row);
    return counts;
  }

  private double[] prior(double[][] posteriors) {
    var prior = new double[CLASSES];
    Arrays.fill(prior, smoothing);
    for (var posterior : posteriors) for (int t = 0; t < CLASSES; t++) prior[t] += posterior[t];
    normalise(prior);
    return prior;
  }

  private static double expect(
      VoteTable votes, int[] task, double[][][] confusions, double[] prior, double[][] posteriors) {
    var logs = new double[posteriors.length][CLASSES];
    for (var row : logs) Arrays.setAll(row, t -> Math.log(prior[t]));
    for (int r = 0; r < votes.rows(); r++)
      for (int t = 0; t < CLASSES; t++)
        logs[task[r]][t] +=
            votes.mass(r) * Math.log(confusions[votes.annotator(r)][t][answer(votes, r)]);
    double change = 0;
    for (int k = 0; k < logs.length; k++) {
      double top = Arrays.stream(logs[k]).max().orElse(0);
      double[] row = Arrays.stream(logs[k]).map(x -> Math.exp(x - top)).toArray();
      normalise(row);
      for (int t = 0; t < CLASSES; t++)
        change = Math.max(change, Math.abs(row[t] - posteriors[k][t]));
      posteriors[k] = row;
    }
    return change;
  }

  private static VoteTable consensus(VoteTable votes, int[] task, double[][] posteriors) {
    var tally = new VoteTally(java.util.Set.of(VoteTally.Keep.ORDER), List.of());
    votes.items().forEach(tally::item);
    int[] row = new int[posteriors.length];
    for (int r = votes.rows() - 1; r >= 0; r--) row[task[r]] = r;
    IntStream.range(0, row.length)
        .forEach(k ->
            tally.add(
                Vote.of(
                    votes.items().get(votes.first(row[k])),
                    votes.items().get(votes.second(row[k])),
                    Math.clamp(posteriors[k][0] + posteriors[k][2] / 2, 0.0, 1.0))));
    return tally.table();
  }

  private static int answer(VoteTable votes, int row) {
    return votes.outcome(row) == 1 ? 0 : votes.outcome(row) == 0 ? 1 : 2;
  }

  private static void normalise(double[] row) {
    double sum = Arrays.stream(row).sum();
    for (int i = 0; i < row.length; i++) row[i] = sum > 0 ? row[i] / sum : 1.0 / row.length;
  }

  private static void check(VoteTable votes) {
    var problems = new Problems();
    for (int r = 0; r < votes.rows(); r++) {
      double y = votes.outcome(r);
      if (votes.annotator(r) < 0)
        problems.error(
            "row " + (r + 1) + " of the votes",
            "",
            "has no annotator",
            "keep annotators when reading, or leave such votes out");
      if (y != 0 && y != 1 && y != 0.5)
        problems.error(
            "row " + (r + 1) + " of the votes",
            y,
            "an answer is first, second or tie",
            "turn soft votes into wins and ties first");
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
  }
}
