package org.penchant.app.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penchant.align.lm.LoraAdapter;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.Transformer;
import org.penchant.align.objective.Need;
import org.penchant.align.reference.Reference;
import org.penchant.align.train.Example;
import org.penchant.align.train.Trainer;
import org.penchant.core.random.Seeds;

/** The run of one method of a comparison, on a copy of the base that is freed at its end. */
record CompareRun(
    AlignRequest request,
    Progress progress,
    Transformer base,
    Yardstick yardstick,
    Yardstick.Reading start) {

  /** Trains and measures. */
  MethodResult of(CompareRows.Prepared rows, String identity) throws IOException {
    long began = System.nanoTime();
    var objective = request.method().objective();
    var train = request.train();
    long planned = train.totalSteps(rows.train().size());
    try (var policy = policy();
        var teachers = new TeacherModels(request).load()) {
      var reference = reference(rows);
      try (var trainer = new Trainer(policy, objective, reference, teachers, train)) {
        var watch =
            new CompareWatch(yardstick, policy, start, train.evalEvery(), planned, progress);
        var result =
            new TrainingRun(request, progress, policy, teachers, watch)
                .run(trainer, rows.train(), rows.heldOut(), identity);
        watch.ended();
        return new MethodResult(
            request.method().id(),
            request.method().settings().toString(),
            objective.toString(),
            identity,
            rows.train().size(),
            result.steps(),
            watch.points(),
            full(watch.seconds(), rows.train().size()),
            usefulTokens(rows.train()),
            (System.nanoTime() - began) / 1e9);
      }
    }
  }

  private Transformer policy() {
    return request
        .lora()
        .map(config ->
            base.withAdapter(LoraAdapter.fresh(base, config, new Seeds(request.train().seed()))))
        .orElseGet(() -> base.copy(base.type()));
  }

  /** What all methods share, and what this one compares beside it. */
  private Optional<Reference> reference(CompareRows.Prepared rows) {
    if (!request.method().objective().needs().contains(new Need.ReferenceLogps()))
      return Optional.empty();
    var groups = References.groups(rows.train(), rows.heldOut());
    return Optional.of(yardstick.reference().extended(base, groups, request.train().maxTokens()));
  }

  /** The times of steps with a whole batch: the last step of an epoch may have fewer rows. */
  private List<Double> full(List<Double> seconds, int rows) {
    int batch = request.train().batchSize();
    int epoch = (rows + batch - 1) / batch;
    if (rows % batch == 0 || epoch == 1) return seconds;
    var whole = new ArrayList<Double>();
    for (int i = 0; i < seconds.size(); i++) if (i % epoch != epoch - 1) whole.add(seconds.get(i));
    return whole;
  }

  /** Useful tokens of a step with a whole batch, mean. */
  private double usefulTokens(List<Example> rows) {
    var groups = rows.stream().map(Example::group).toList();
    return (double) PackedBatch.usefulTokens(groups)
        / rows.size()
        * Math.min(request.train().batchSize(), rows.size());
  }
}
