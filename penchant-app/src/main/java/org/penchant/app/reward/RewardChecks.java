package org.penchant.app.reward;

import java.util.Arrays;
import java.util.HashMap;
import org.penchant.align.objective.Coefficient;
import org.penchant.align.objective.Need;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.States;
import org.penchant.align.train.RewardEncoder;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/** What rows must have for a reward model to learn from them. */
final class RewardChecks {
  private RewardChecks() {}

  /** Throws, naming everything that is amiss. */
  static void check(RewardRequest request, RewardEncoder.Encoded encoded) {
    var problems = new Problems();
    var rows = encoded.rows();
    if (rows.isEmpty())
      problems.error(
          "training data",
          "no rows; left out: " + encoded.dropped(),
          "no row is left to train on",
          "mend the data, or see --ties and --max-length");
    else {
      columns(request, encoded, problems);
      variety(request, encoded, problems);
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
  }

  /** Throws where a model should learn to write and no row says what. */
  static void checkTaught(RewardRequest request, States states, RewardEncoder.Encoded encoded) {
    if (request.features().languageWeight() == 0
        || states.languageTokens(encoded.rows().stream().map(RewardRow::all).toList()) > 0) return;
    throw ProblemsException.of(
        ExitCode.BAD_DATA,
        "--lm-weight",
        request.features().languageWeight(),
        request.method().traces().isPresent() ? "no row has a trace" : "no response is preferred",
        request.method().traces().isPresent()
            ? "write traces with reward trace, or give --lm-weight 0"
            : "leave it out");
  }

  private static void columns(
      RewardRequest request, RewardEncoder.Encoded encoded, Problems problems) {
    if (request.method().objective().isEmpty()) return;
    for (var need : request.method().objective().get().needs())
      for (var row : encoded.rows()) {
        if (need instanceof Need.Column column && !row.columns().containsKey(column.name()))
          problems.error(
              row.place(),
              "no value",
              "the method needs the numeric column " + column.name(),
              "add the column (--numeric reads one)");
        if (need instanceof Need.Pairs && row.items().length == 1)
          problems.error(
              row.place(),
              "one response",
              "the method needs pairs",
              "--set link with an unpaired structure, or pair the data");
      }
  }

  private static void variety(
      RewardRequest request, RewardEncoder.Encoded encoded, Problems problems) {
    var rows = encoded.rows();
    var head = request.method().head();
    boolean only = rows.stream().allMatch(r -> r.items().length == 1 && r.labels().length == 0);
    if (only && rows.stream().map(RewardRow::good).distinct().count() == 1)
      problems.error(
          rows.getFirst().place() + " and all others",
          rows.getFirst().good() ? "good" : "bad",
          "one class only teaches nothing",
          "give good responses and bad ones");
    if (request.method().objective().isEmpty()
        && rows.stream().map(r -> Arrays.toString(r.labels())).distinct().count() == 1)
      problems.error(
          rows.getFirst().place() + " and all others",
          Arrays.toString(rows.getFirst().labels()),
          "constant labels teach nothing",
          "give ratings that differ");
    if (head.outside()) {
      boolean rejected = rows.stream().anyMatch(RewardChecks::outside);
      boolean accepted = rows.stream().anyMatch(r -> !outside(r));
      if (!rejected || !accepted)
        problems.error(
            "training data",
            rejected ? "every row rejects both" : "no row rejects both responses",
            "the level of acceptance is not identified: it runs to "
                + (rejected ? "minus infinity" : "infinity"),
            "give rows with outcome both_bad and others, or take a head without an outside option");
    }
    if (request.method().objective().isPresent()
        && rows.stream()
            .allMatch(r -> r.columns().getOrDefault(Coefficient.ByTie.COLUMN, 0.0) == 1))
      problems.error(
          "training data", "ties only", "no response is preferred anywhere", "give decided pairs");
    if (head.personal()) singles(encoded, problems);
  }

  private static boolean outside(RewardRow row) {
    return row.labels().length == 3 && row.labels()[2] == 1;
  }

  private static void singles(RewardEncoder.Encoded encoded, Problems problems) {
    var counts = new HashMap<Integer, Integer>();
    for (var row : encoded.rows()) counts.merge(row.user(), 1, Integer::sum);
    long single = counts.values().stream().filter(n -> n == 1).count();
    if (counts.size() == single)
      problems.error(
          "training data",
          counts.size() + " annotators with a single vote each",
          "nothing can be learned of a user from one comparison",
          "give each at least a few, or take a head that is the same for all");
  }
}
