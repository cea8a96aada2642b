package org.penchant.app.reward;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penchant.align.objective.Objective;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.train.RewardEncoder;

/** Rows of a reward model with figures about them. */
final class EncodedRewards {
  private EncodedRewards() {}

  /** Weights that make all users count alike: n / (users * rows of the user). */
  static List<RewardRow> equalUsers(List<RewardRow> rows) {
    var counts = new HashMap<Integer, Double>();
    for (var row : rows) counts.merge(row.user(), weight(row), Double::sum);
    double total = counts.values().stream().mapToDouble(v -> v).sum();
    return rows.stream()
        .map(row -> {
          double factor = total / (counts.size() * counts.getOrDefault(row.user(), 1.0));
          var columns = new HashMap<>(row.columns());
          columns.put(Objective.ROW_WEIGHT, weight(row) * factor);
          return row.withColumns(columns);
        })
        .toList();
  }

  private static double weight(RewardRow row) {
    return row.columns().getOrDefault(Objective.ROW_WEIGHT, 1.0);
  }

  /** Rows left out of both parts, by reason. */
  static Map<String, Integer> dropped(RewardEncoder.Encoded... parts) {
    var all = new TreeMap<String, Integer>();
    for (var part : parts) part.dropped().forEach((why, n) -> all.merge(why, n, Integer::sum));
    return all;
  }
}
