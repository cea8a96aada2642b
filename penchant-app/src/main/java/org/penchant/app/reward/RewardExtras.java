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
 * @param personal what is done with rewards that users share
 * @param member what makes this run one of several
 */
public record RewardExtras(
    Optional<Sources> sources,
    Optional<ContrastiveTerm.Settings> contrast,
    Optional<Meta> meta,
    OptionalDouble movingAverage,
    Personal personal,
    Member member) {
  public RewardExtras {
    if (personal.prune() && movingAverage.isPresent())
      throw new IllegalArgumentException(
          "prune and a moving average: the average has all shared rewards, leave out one of them");
  }

  public static final RewardExtras NONE =
      new RewardExtras(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          Personal.NONE,
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
   * Rewards that users share.
   *
   * @param prune leaves those that no user takes out of the model
   * @param towards a reward model whose head they are held to
   */
  public record Personal(boolean prune, Optional<Path> towards) {
    /** They are as training leaves them. */
    public static final Personal NONE = new Personal(false, Optional.empty());
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
    return new RewardExtras(sources, contrast, meta, movingAverage, personal, other);
  }
}
