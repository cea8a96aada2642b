package org.penchant.align.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.objective.Anchor;
import org.penchant.align.objective.Context;
import org.penchant.align.reward.RewardRow;
import org.penchant.torch.tensor.Tensor;

/** A reward model as a learner. */
final class RewardLearner implements Learner {
  private final RewardTrainer trainer;
  private final List<RewardRow> rows;
  private final List<RewardRow> evaluation;

  RewardLearner(RewardTrainer trainer, List<RewardRow> rows, List<RewardRow> evaluation) {
    this.trainer = trainer;
    this.rows = rows;
    this.evaluation = evaluation;
  }

  @Override
  public Map<String, Tensor> parameters() {
    var all = new LinkedHashMap<>(trainer.model().parameters());
    all.putAll(trainer.behind());
    return all;
  }

  @Override
  public Map<String, Tensor> state() {
    var all = new LinkedHashMap<String, Tensor>();
    trainer.parts().forEach(part -> all.putAll(part.state()));
    return all;
  }

  @Override
  public void resume(Anchor from) {
    trainer.parts().forEach(StepPart::restored);
  }

  @Override
  public int rows() {
    return rows.size();
  }

  @Override
  public Batches batches(TrainOptions options) {
    return trainer.parts().stream()
        .flatMap(part -> part.batches(options).stream())
        .findFirst()
        .orElseGet(() -> Learner.super.batches(options));
  }

  @Override
  public void beforeStep(long step) {
    trainer.parts().forEach(part -> part.begin(step));
  }

  @Override
  public Map<String, Double> train(int[] numbers, double progress) {
    var context = Context.NONE.withProgress(progress);
    var metrics = new LinkedHashMap<String, Double>();
    Runnable gradient =
        () -> {
          var weighed = weighed(numbers, context);
          var language = trainer.language(weighed);
          metrics.putAll(metrics(trainer.pass(weighed, context, true, language), language));
        };
    for (var part : trainer.parts()) {
      Runnable inner = gradient;
      gradient = () -> part.around(inner);
    }
    gradient.run();
    trainer.parts().forEach(part -> part.report(metrics));
    return metrics;
  }

  private List<RewardRow> weighed(int[] numbers, Context context) {
    var picked = pick(numbers);
    var weighed = picked;
    for (var part : trainer.parts())
      weighed = part.weighed(numbers, weighed, () -> trainer.headGradients(picked, context));
    return weighed;
  }

  private static Map<String, Double> metrics(List<RewardOutcome> rows, LanguageMean language) {
    double loss = rows.stream().mapToDouble(RewardOutcome::loss).sum() / rows.size();
    var metrics = RewardOutcome.metrics(loss, rows);
    language.into(metrics);
    return metrics;
  }

  @Override
  public Optional<Map<String, Double>> evaluate(double progress) {
    if (evaluation.isEmpty()) return Optional.empty();
    var language = trainer.language(evaluation);
    return Optional.of(metrics(trainer.outcomes(evaluation, language), language));
  }

  @Override
  public void afterStep(long step) {
    trainer.parts().forEach(StepPart::end);
  }

  @Override
  public String places(int[] numbers) {
    return String.join(", ", pick(numbers).stream().limit(8).map(RewardRow::place).toList());
  }

  private List<RewardRow> pick(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(rows::get).toList();
  }
}
