package org.penchant.rank.rating;

import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Collectors;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.matrix.PairMatrix;
import org.penchant.rank.matrix.RobustCompletion;
import org.penchant.rank.standing.Standings;

/**
 * Utilities from the log-odds of all pairs, (won + 1/2) / (games + 1), completed to rank 2 with
 * corrupted entries set aside (arXiv 2403.02745). Pairs that are flagged are named in the notes.
 *
 * @param reading how the completed matrix becomes ratings
 */
public record RobustRating(RobustCompletion completion, Reading reading) implements Rater {
  private static final int SHOWN = 5;

  /** How a completed matrix is read. */
  public enum Reading {
    /** Row means of the log-odds: utilities. */
    ROW_MEAN,
    /** Of how many others an item is likelier to win than to lose. */
    COPELAND
  }

  /** Row means of the completion's defaults. */
  public static RobustRating defaults() {
    return new RobustRating(RobustCompletion.defaults(), Reading.ROW_MEAN);
  }

  @Override
  public Standings rate(VoteTable votes) {
    var completed = completion.of(PairMatrix.ofWins(votes.items(), WinMatrix.of(votes)));
    var notes = new ArrayList<String>();
    notes.add(
        String.format(
            Locale.ROOT,
            "singular values %.4g and %.4g: the further apart, the better the model fits",
            value(completed.singularValues(), completion.rank() - 1),
            value(completed.singularValues(), completion.rank())));
    if (!completion.settled(completed))
      notes.add(
          String.format(
              Locale.ROOT,
              "after %d rounds the completion still moved by %.2g of its size: raise rounds",
              completed.rounds(),
              completed.change()));
    var flagged = completed.flaggedPairs();
    if (!flagged.isEmpty())
      notes.add(
          flagged.size()
              + " pairs contradict the rest and were set aside: "
              + flagged.stream()
                  .limit(SHOWN)
                  .map(p -> votes.items().get(p.better()) + " over " + votes.items().get(p.worse()))
                  .collect(Collectors.joining(", "))
              + (flagged.size() > SHOWN ? ", ..." : ""));
    if (!completed.doubtful().isEmpty())
      notes.add(
          "more than 40 % of the pairs were set aside of "
              + completed.doubtful().stream()
                  .limit(SHOWN)
                  .map(votes.items()::get)
                  .collect(Collectors.joining(", "))
              + ": do not rely on their places");
    double[] ratings = reading == Reading.ROW_MEAN ? completed.utilities() : completed.copeland();
    return new Standings(toString(), votes.items(), ratings, notes);
  }

  private static double value(double[] values, int k) {
    return k < values.length ? values[k] : 0;
  }
}
