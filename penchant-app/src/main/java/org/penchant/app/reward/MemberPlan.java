package org.penchant.app.reward;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.penchant.align.train.LearningRate;

/**
 * How members differ (arXiv 2401.12187).
 *
 * @param count how many
 * @param rates factors of the learning rate, in turn
 * @param headSteps of the last map alone, before members part; 0 for none
 * @param starts models that members start from, in turn; all from one if empty
 * @param folds parts of the rows of which each member leaves out one; 0 for none
 * @param corrupted a numeric column that is 1 where labels are wrong
 */
public record MemberPlan(
    int count, List<Double> rates, long headSteps, List<Path> starts, int folds, String corrupted) {
  /** The least rate of training a head alone, which large models' rates are too small for. */
  private static final double HEAD_RATE = 1e-3;

  public MemberPlan {
    rates = List.copyOf(rates);
    starts = List.copyOf(starts);
    if (count < 2 || rates.isEmpty())
      throw new IllegalArgumentException(count + " members, " + rates.size() + " rates");
  }

  /** Where the common head is trained. */
  static Path start(RewardRequest request) {
    return request.run().out().resolve("start");
  }

  /** The folder of a member, from 1. */
  static Path folder(RewardRequest request, int member) {
    return request.run().out().resolve("member-" + member);
  }

  /** The run that trains the common head. */
  RewardRequest head(RewardRequest request) {
    double rate = Math.max(HEAD_RATE, request.train().learningRate().peak());
    var train =
        request
            .train()
            .withSteps(headSteps)
            .withLearningRate(new LearningRate(rate, LearningRate.Shape.CONSTANT, 0))
            .withIntervals(0, request.train().saveEvery(), 0);
    var member =
        new RewardExtras.Member(true, Optional.empty(), OptionalLong.empty(), Optional.empty());
    return with(
        request, from(request, 0), train, start(request), RewardExtras.NONE.withMember(member));
  }

  /** The run of a member, from 1. */
  RewardRequest member(RewardRequest request, int member) {
    var rate = request.train().learningRate();
    double factor = rates.get((member - 1) % rates.size());
    var features = from(request, member - 1);
    Optional<java.nio.file.Path> head =
        headSteps > 0 ? Optional.of(start(request).resolve("model")) : Optional.empty();
    if (head.isPresent() && features.init().isEmpty()) features = features.withInit(head);
    var fold =
        folds > 0
            ? Optional.of(new RewardExtras.Fold((member - 1) % folds, folds))
            : Optional.<RewardExtras.Fold>empty();
    return with(
        request,
        features,
        request
            .train()
            .withLearningRate(new LearningRate(rate.peak() * factor, rate.shape(), rate.warmup())),
        folder(request, member),
        request
            .extras()
            .withMember(
                new RewardExtras.Member(
                    false, head, OptionalLong.of(request.train().seed() + member), fold)));
  }

  /** The features of a run that starts from one of the starts. */
  private RewardRequest.Features from(RewardRequest request, int number) {
    var features = request.features();
    if (starts.isEmpty()) return features;
    Path start = starts.get(number % starts.size());
    return features.model().isEmpty()
        ? features.withInit(Optional.of(start))
        : features.withModel(start);
  }

  private static RewardRequest with(
      RewardRequest request,
      RewardRequest.Features features,
      org.penchant.align.train.TrainOptions train,
      Path out,
      RewardExtras extras) {
    var run =
        new RewardRequest.Run(
            out, request.run().resume(), request.run().options(), request.run().started());
    return new RewardRequest(request.method(), features, request.rows(), train, run, extras);
  }
}
