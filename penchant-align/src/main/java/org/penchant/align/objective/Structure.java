package org.penchant.align.objective;

import java.util.Set;
import org.penchant.torch.tensor.Tensor;

/**
 * Which scores meet: the two sides of each row's contrast and the direction they should differ in.
 */
public sealed interface Structure {
  /** The other side's score. */
  double against(Row row, Reward reward);

  /** The other side's scores, [B] or without dimensions. */
  Tensor against(Batch batch, Reward reward, Tensor scores);

  /** +1 if the first side should win, -1 if it should lose. */
  default double sign(Row row) {
    return unpaired() && !row.good() ? -1 : 1;
  }

  /** The same of every row, [B]. */
  default Tensor sign(Batch batch) {
    double[] signs = new double[batch.rows()];
    for (int i = 0; i < signs.length; i++) signs[i] = unpaired() && !batch.good()[i] ? -1 : 1;
    return Tensor.of(signs);
  }

  /** What multiplies the signed contrast, cut from differentiation. */
  default double temper(Context context) {
    return 1;
  }

  Set<Need> needs();

  /** Chosen against rejected of the same row. */
  record LabelledPairs() implements Structure {
    @Override
    public double against(Row row, Reward reward) {
      return reward.of(row.rejected());
    }

    @Override
    public Tensor against(Batch batch, Reward reward, Tensor scores) {
      return batch.ofSecond(scores);
    }

    @Override
    public Set<Need> needs() {
      return Set.of(new Need.Pairs());
    }
  }

  /**
   * Every response alone against a baseline: good ones should exceed it, bad ones fall below. A
   * labelled pair counts as one good and one bad response.
   */
  record Unpaired(Baseline baseline) implements Structure {
    /** What a response is held against. */
    public enum Baseline {
      ZERO,
      /**
       * beta max(0, KL), the divergence estimated on mismatched prompts and responses of the whole
       * batch, cut from differentiation (KTO, arXiv 2402.01306, section 4.1).
       */
      KL
    }

    @Override
    public double against(Row row, Reward reward) {
      return baseline == Baseline.ZERO ? 0 : reward.beta() * Math.max(0, row.context().baseline());
    }

    @Override
    public Tensor against(Batch batch, Reward reward, Tensor scores) {
      return Tensor.scalar(
          baseline == Baseline.ZERO ? 0 : reward.beta() * Math.max(0, batch.context().baseline()));
    }

    @Override
    public Set<Need> needs() {
      return baseline == Baseline.KL
          ? Set.of(new Need.KlBaseline(), new Need.ReferenceLogps())
          : Set.of();
    }
  }

  /**
   * Every response alone against the tracked {@link Anchor} of the step, the contrast tempered by
   * the anchor's variance: u = k sign (a - mean). A labelled pair counts as one good and one bad
   * response.
   *
   * @param momentum share of the anchor that a step keeps
   */
  record Anchored(double momentum) implements Structure {
    public Anchored {
      Require.inRange("momentum", momentum, 0, false, 1, true, "1 would never move the anchor");
    }

    @Override
    public double against(Row row, Reward reward) {
      return row.context().anchor().mean();
    }

    @Override
    public Tensor against(Batch batch, Reward reward, Tensor scores) {
      return Tensor.scalar(batch.context().anchor().mean());
    }

    @Override
    public double temper(Context context) {
      return context.anchor().temper();
    }

    @Override
    public Set<Need> needs() {
      return Set.of(new Need.TrackedAnchor(momentum), new Need.WholeStep());
    }
  }

  /** Whether rows are single responses with labels. */
  default boolean unpaired() {
    return !(this instanceof LabelledPairs);
  }
}
