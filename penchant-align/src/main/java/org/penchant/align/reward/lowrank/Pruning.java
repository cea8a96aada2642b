package org.penchant.align.reward.lowrank;

import org.penchant.align.reward.LowRank;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.Table;
import org.penchant.align.reward.Trunk;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * A low-rank model without the shared rewards that no user takes (arXiv 2504.14439). What users
 * gave them goes to the others in proportion.
 */
public final class Pruning {
  private Pruning() {}

  /**
   * The model without shared rewards whose greatest share is below {@link BasisUse#LEAST}; the
   * model itself if there are none. The scaling stays shared with it.
   */
  public static RewardModel of(RewardModel model) {
    if (!(model.head() instanceof LowRank head)) return model;
    var tables = model.values();
    var use = BasisUse.of(head, tables, Math.max(1, model.users().size()));
    int[] kept = use.kept(BasisUse.LEAST);
    return kept.length == 0 || kept.length == head.rank() ? model : kept(model, head, use, kept);
  }

  private static RewardModel kept(RewardModel model, LowRank head, BasisUse use, int[] kept) {
    var less = new LowRank(kept.length, head.simplex());
    var layers = model.trunk().layers();
    var hidden =
        layers.subList(0, layers.size() - 1).stream().map(l -> (int) l.weight().size(0)).toList();
    var trunk =
        Trunk.drawn(
            (int) layers.getFirst().weight().size(1),
            hidden,
            less,
            layers.getLast().bias().isPresent(),
            new Seeds(0));
    var pruned = RewardModel.drawn(less, trunk, model.scaling(), model.users(), new Seeds(0));
    double[] logits = use.logits(model.values().of(Table.USERS), kept);
    long[] rows = new long[kept.length];
    for (int j = 0; j < rows.length; j++) rows[j] = kept[j];
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      var from = model.parameters();
      pruned
          .parameters()
          .forEach((name, into) -> {
            Tensor was = from.get(name);
            if (was == null) throw new IllegalStateException("no parameter " + name);
            if (name.startsWith("score.")) was = was.indexSelect(0, Tensor.of(rows));
            else if (name.startsWith("head.")) was = Tensor.of(logits, logits.length);
            into.copyInPlace(was);
          });
    }
    return pruned;
  }
}
