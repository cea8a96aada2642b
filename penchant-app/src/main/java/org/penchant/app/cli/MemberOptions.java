package org.penchant.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.penchant.app.reward.MemberPlan;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.ColumnNames;
import picocli.CommandLine.Option;

/** Several reward models of one kind, trained to be averaged or to vote. */
final class MemberOptions {
  @Option(
      names = "--members",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Trains N models from one first head, each with its own order of rows, into OUT/member-1,"
              + " ...; writes their average to OUT/average and a report of both.")
  private int members;

  @Option(
      names = "--member-rates",
      split = ",",
      defaultValue = "1,2,3",
      paramLabel = "FACTORS",
      description =
          "What members' learning rates are multiplied by, in turn (default: ${DEFAULT-VALUE}).")
  private List<Double> rates = List.of();

  @Option(
      names = "--head-steps",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "First trains the last map alone for N steps; all members begin with it (0: with one that"
              + " is drawn).")
  private long headSteps;

  @Option(
      names = "--member-starts",
      split = ",",
      paramLabel = "FOLDERS",
      description =
          "Models that members start from, in turn, such as checkpoints of one run: language models"
              + " with --model, reward models with --embeddings.")
  private List<Path> starts = List.of();

  @Option(
      names = "--folds",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Each member leaves out one of N parts of the rows; OUT/strength.jsonl has the margins of"
              + " those that did not see a row, for curate --step denoise.")
  private int folds;

  @Option(
      names = "--corrupted",
      defaultValue = "corrupted",
      paramLabel = "COLUMN",
      description =
          "A column that is 1 where a label is known to be wrong: the report says how many of these"
              + " members learned by heart (default: ${DEFAULT-VALUE}).")
  private String corrupted = "";

  /** Columns to read, these among them. */
  ColumnNames columns(ColumnNames columns) {
    return members == 1 || columns.numeric().contains(corrupted)
        ? columns
        : columns.withNumeric(corrupted);
  }

  /** The plan, if there are several. */
  Optional<MemberPlan> plan() {
    return members == 1
        ? Optional.empty()
        : Optional.of(new MemberPlan(members, rates, headSteps, starts, folds, corrupted));
  }

  /**
   * Refuses options that do not fit together.
   *
   * @param text whether a model of text is the start
   * @param scaled whether features are scaled by the rows that a member sees
   */
  void check(boolean text, boolean scaled, Problems usage) {
    if (members < 1) usage.error("--members", members, "must be at least 1", "for example 6");
    if (members == 1 && (headSteps > 0 || !starts.isEmpty() || folds > 0))
      usage.error(
          "--members",
          members,
          "--head-steps, --member-starts and --folds are of several members",
          "give --members 6");
    for (double rate : rates)
      if (!(rate > 0 && Double.isFinite(rate)))
        usage.error("--member-rates", rate, "must be positive", "for example 1,2,3");
    if (headSteps < 0) usage.error("--head-steps", headSteps, "must be at least 0", "0 for none");
    if (!starts.isEmpty() && !text && headSteps == 0)
      usage.error(
          "--member-starts",
          starts,
          "reward models differ in their heads, and an average needs one first head",
          "give --head-steps, which trains one for all");
    if (folds > 0 && scaled && headSteps == 0)
      usage.error(
          "--folds",
          folds,
          "members of folds would scale features differently, each by the rows it sees",
          "give --head-steps, which makes one start of all rows");
    if (folds == 1 || folds < 0 || (folds > 1 && (members % folds != 0 || members < 3 * folds)))
      usage.error(
          "--folds",
          folds + " of " + members + " members",
          "every part must be left out by as many members, three at least",
          "for example --members 9 --folds 3");
  }
}
