package org.penchant.app.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.data.votes.Covariate;
import org.penchant.data.votes.VoteColumn;
import org.penchant.data.votes.VoteColumns;
import org.penchant.data.votes.VoteOptions;
import picocli.CommandLine.Option;

/** How files of votes are read. */
final class VoteFileOptions {
  @Option(
      names = "--column",
      paramLabel = "COLUMN=NAME",
      description =
          "A column that is not called as usual, such as first=system1; columns are first, second,"
              + " winner, loser, outcome, first-wins, second-wins, ties, times, weight, annotator,"
              + " group, turn, language, time.")
  private List<String> columns = List.of();

  @Option(
      names = "--where",
      paramLabel = "COLUMN=VALUE",
      description =
          "Only rows where a column has a value: turn, language, annotator, group or time.")
  private List<String> where = List.of();

  @Option(
      names = "--covariate",
      paramLabel = "NAME[=A,B]",
      description =
          "A numeric column as an effect on the outcome: a column of differences, or two columns of"
              + " the sides.")
  private List<String> covariates = List.of();

  /** Whether effects of covariates are asked for. */
  boolean covariates() {
    return !covariates.isEmpty();
  }

  /** Whether any of these was given. */
  boolean given() {
    return !columns.isEmpty() || !where.isEmpty() || covariates();
  }

  /**
   * The options, with what is kept of each vote beside items, outcome and weight.
   *
   * @throws org.penchant.core.problems.ProblemsException with all mistakes
   */
  VoteOptions read(Set<Keep> keep) {
    var problems = new Problems();
    var options =
        VoteOptions.defaults().withColumns(VoteColumns.defaults().with(columns, problems));
    for (String condition : where) {
      int split = condition.indexOf('=');
      try {
        options =
            options.where(
                column(condition.substring(0, Math.max(0, split))), condition.substring(split + 1));
      } catch (IllegalArgumentException refused) {
        problems.error(
            "--where",
            condition,
            "must be COLUMN=VALUE with turn, language, annotator, group or time",
            "for example --where turn=1");
      }
    }
    for (String covariate : covariates)
      try {
        options = options.withCovariate(covariate(covariate, problems));
      } catch (IllegalArgumentException twice) {
        problems.error(
            "--covariate", covariate, String.valueOf(twice.getMessage()), "name them apart");
      }
    problems.throwIfErrors(ExitCode.USAGE);
    var kept = keep.isEmpty() ? EnumSet.noneOf(Keep.class) : EnumSet.copyOf(keep);
    if (covariates()) kept.add(Keep.COVARIATES);
    return options.keeping(kept.toArray(Keep[]::new));
  }

  private static VoteColumn column(String key) {
    return Arrays.stream(VoteColumn.values())
        .filter(column -> column.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column " + key));
  }

  private static Covariate covariate(String text, Problems problems) {
    var parts = text.split("[=,]", -1);
    if (parts.length == 1) return Covariate.of(text);
    if (parts.length == 3) return Covariate.difference(parts[0], parts[1], parts[2]);
    problems.error(
        "--covariate",
        text,
        "must be a column, or NAME=A,B with a column for each side",
        "for example --covariate length=tokens_a,tokens_b");
    return Covariate.of(text);
  }
}
