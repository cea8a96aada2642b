package org.penchant.app.reward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    problems.throwIfErrors(ExitCode.BAD_DATA);
    var all = new ArrayList<>(rows);
    all.addAll(evaluation);
    var parts = UserSplit.of(used, request.rows().heldOutUsers(), seeds);
    if (!request.rows().evalData().isEmpty())
      return new RewardRows(all, parts.seen(), evaluation, parts.strangers(), dataset.summary());
    var split = Split.of(parts.seen(), request.rows().evalSplit(), seeds);
    return new RewardRows(
        all, split.train(), split.heldOut(), parts.strangers(), dataset.summary());
  }
}
