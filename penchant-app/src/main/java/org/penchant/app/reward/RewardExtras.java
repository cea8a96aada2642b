package org.penchant.app.reward;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.penchant.align.reward.meta.MetaStep;
import org.penchant.align.reward.mix.SourceWeights;
import org.penchant.align.train.ContrastiveTerm;

/**
 * What joins the training of a reward model beside its method.
 *
 * @param sources several data sets that share every step, instead of one pool
 * @param contrast a contrastive term
 * @param meta ascents on answers of the current policy
 * @param movingAverage decay of a moving average of the weights, written beside them
 * @param member what makes this run one of several
 */
public record RewardExtras(
    Optional<Sources> sources,
    Optional<ContrastiveTerm.Settings> contrast,
    Optional<Meta> meta,
    OptionalDouble movingAverage,
    Member member) {
  public static final RewardExtras NONE =
      new RewardExtras(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          Member.ALONE);

  /**
   * Several data sets.
   *
   * @param column a column that tells them apart; their files if empty
   * @param weights of their losses
   */
  public record Sources(Optional<String> column, SourceWeights weights) {}

  /**
   * Ascents on a policy's answers.
   *
   * @param file rows of prompts and answers; those of one prompt are gathered
   * @param step how far
   * @param prompts of one ascent
   */
  public record Meta(Path file, MetaStep step, int prompts) {
    public Meta {
      if (prompts < 1)
        throw new IllegalArgumentException("meta prompts = " + prompts + ", must be at least 1");
    }
  }

  /**
   * One run of several that are averaged or vote.
   *
   * @param headOnly trains the last map alone, for others to start from
   * @param head a reward model whose last map and tables this one starts with
   * @param order seed of the order of rows; the run's seed if empty
   * @param fold rows it does not see
   */
  public record Member(
      boolean headOnly, Optional<Path> head, OptionalLong order, Optional<Fold> fold) {
    /** No member of anything. */
    public static final Member ALONE =
        new Member(false, Optional.empty(), OptionalLong.empty(), Optional.empty());
  }

  /** Part {@code number} of {@code of} parts of the training rows, whole prompts. */
  public record Fold(int number, int of) {}

  public RewardExtras withMember(Member other) {
    return new RewardExtras(sources, contrast, meta, movingAverage, other);
  }
}
