package org.penchant.app.reward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penchant.app.job.Split;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;
import org.penchant.data.read.DataSummary;
import org.penchant.data.read.PreferenceReader;

/** The rows of a run: read, cut and divided. */
record RewardRows(
    List<Comparison> all,
    List<Comparison> train,
    List<Comparison> heldOut,
    List<Comparison> strangers,
    List<Comparison> meta,
    DataSummary data) {
  static RewardRows read(RewardRequest request, Seeds seeds) throws IOException {
    var problems = new Problems();
    var reader = new PreferenceReader(request.rows().read());
    var dataset = reader.read(request.rows().files(), request.rows().columns(), problems);
    var rows = dataset.rows();
    int most = request.rows().maxRows();
    var used = most > 0 && most < rows.size() ? rows.subList(0, most) : rows;
    var evaluation =
        request.rows().evalData().isEmpty()
            ? List.<Comparison>of()
            : reader.read(request.rows().evalData(), request.rows().columns(), problems).rows();
    var extras = request.extras();
    var meta =
        extras.meta().isEmpty()
            ? List.<Comparison>of()
            : reader
                .read(List.of(extras.meta().get().file()), request.rows().columns(), problems)
                .rows();
    problems.throwIfErrors(ExitCode.BAD_DATA);
    var all = new ArrayList<>(rows);
    all.addAll(evaluation);
    all.addAll(meta);
    var parts = UserSplit.of(used, request.rows().heldOutUsers(), seeds);
    var split =
        request.rows().evalData().isEmpty()
            ? Split.of(parts.seen(), request.rows().evalSplit(), seeds)
            : new Split(parts.seen(), evaluation);
    return new RewardRows(
        all,
        seen(split.train(), extras.member().fold(), seeds),
        split.heldOut(),
        parts.strangers(),
        meta,
        dataset.summary());
  }

  /** All but a fold. */
  private static List<Comparison> seen(
      List<Comparison> rows, Optional<RewardExtras.Fold> fold, Seeds seeds) {
    if (fold.isEmpty()) return rows;
    var folds = Folds.of(rows, fold.get().of(), seeds);
    return rows.stream().filter(r -> folds.of(r) != fold.get().number()).toList();
  }
}
