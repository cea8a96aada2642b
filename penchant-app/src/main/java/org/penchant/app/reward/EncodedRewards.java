package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penchant.align.objective.Objective;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.lowrank.UserWeight;
import org.penchant.align.train.RewardEncoder;
import org.penchant.core.stats.Moments;

/** Rows of a reward model with figures about them. */
final class EncodedRewards {
  private EncodedRewards() {}

  /** Rows weighed by their user's number of rows; weights have mean 1. */
  static List<RewardRow> weighed(List<RewardRow> rows, UserWeight kind) {
    var counts = new HashMap<Integer, Integer>();
    for (var row : rows) counts.merge(row.user(), 1, Integer::sum);
    double[] weights =
        rows.stream().mapToDouble(r -> kind.of(counts.getOrDefault(r.user(), 1))).toArray();
    double mean = Moments.mean(weights);
    var weighed = new ArrayList<RewardRow>(weights.length);
    for (int i = 0; i < weights.length; i++) {
      var columns = new HashMap<>(rows.get(i).columns());
      columns.put(Objective.ROW_WEIGHT, weight(rows.get(i)) * weights[i] / mean);
      weighed.add(rows.get(i).withColumns(columns));
    }
    return weighed;
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
