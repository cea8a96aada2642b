package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.align.objective.Reward;
import org.penchant.align.reward.FewShot;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardPass;
import org.penchant.align.reward.States;
import org.penchant.align.reward.Tables;
import org.penchant.align.train.RewardEncoder;
import org.penchant.align.train.RewardLoss;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Moments;
import org.penchant.torch.tensor.TensorScope;

/** How well users that training did not see are known after a few of their comparisons. */
public final class FewShotCurve {
  private static final int[] SHOTS = {0, 1, 2, 5, 10, 20, 50, 100};
  private static final int PASS = 1024;
  private static final double NORMAL = 1.959964;

  private FewShotCurve() {}

  /**
   * Accuracy on the second half of each user's rows after some of the first.
   *
   * @param shots comparisons seen
   * @param accuracy mean over users
   * @param low end of the 95 % interval over users
   * @param high its other end
   * @param users with at least as many comparisons
   */
  public record Point(int shots, double accuracy, double low, double high, int users) {}

  /** The curve; empty where users do not differ or none was held out. */
  static List<Point> of(
      RewardModel model,
      States states,
      RewardEncoder.Encoded strangers,
      RewardLoss loss,
      Seeds seeds) {
    if (!model.head().personal() || strangers.rows().isEmpty()) return List.of();
    double scale = loss.objective().flatMap(o -> o.reward()).map(Reward::beta).orElse(1.0);
    var byUser = outputs(model, states, strangers);
    var random = seeds.stream("few-shot");
    var found = new LinkedHashMap<Integer, List<Double>>();
    for (var all : byUser.values()) {
      var order = new ArrayList<Outputs>();
      for (int i : Seeds.permutation(all.size(), random)) order.add(all.get(i));
      int half = order.size() / 2;
      if (half == 0) continue;
      var test = order.subList(half, order.size());
      for (int shots : SHOTS) {
        if (shots > half) break;
        var fitted =
            FewShot.defaults().fit(model.head(), model.values(), order.subList(0, shots), scale);
        found
            .computeIfAbsent(shots, _ -> new ArrayList<>())
            .add(
                shots == 0
                    ? accuracy(model.head(), model.values(), test, Outputs.POPULATION)
                    : accuracy(model.head(), fitted, test, 0));
      }
    }
    var curve = new ArrayList<Point>();
    found.forEach((shots, values) -> curve.add(point(shots, values)));
    return curve;
  }

  private static Point point(int shots, List<Double> values) {
    double[] all = values.stream().mapToDouble(v -> v).toArray();
    double mean = Moments.mean(all);
    double half = all.length > 1 ? NORMAL * Moments.standardError(all) : Double.NaN;
    return new Point(shots, mean, mean - half, mean + half, all.length);
  }

  private static double accuracy(Head head, Tables tables, List<Outputs> rows, int user) {
    double right = 0;
    for (var row : rows) {
      double margin = head.margin(row.withUser(user), tables);
      right += margin > 0 ? 1 : margin == 0 ? 0.5 : 0;
    }
    return right / rows.size();
  }

  private static Map<String, List<Outputs>> outputs(
      RewardModel model, States states, RewardEncoder.Encoded encoded) {
    var byUser = new LinkedHashMap<String, List<Outputs>>();
    for (int from = 0; from < encoded.rows().size(); from += PASS) {
      int to = Math.min(encoded.rows().size(), from + PASS);
      try (var scope = TensorScope.open()) {
        var part = encoded.rows().subList(from, to);
        var pass = new RewardPass(model, states, part, false);
        for (int i = 0; i < part.size(); i++) {
          var name = encoded.sources().get(from + i).feedback().mark().annotator().orElseThrow();
          byUser.computeIfAbsent(name, _ -> new ArrayList<>()).add(pass.outputs().get(i));
        }
      }
    }
    return byUser;
  }
}
