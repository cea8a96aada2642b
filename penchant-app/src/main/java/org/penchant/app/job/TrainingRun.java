package org.penchant.app.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.penchant.align.curate.score.Survey;
import org.penchant.align.lm.Teachers;
import org.penchant.align.lm.Transformer;
import org.penchant.align.train.ComparisonStage;
import org.penchant.align.train.Example;
import org.penchant.align.train.NoisyPairs;
import org.penchant.align.train.RunStore;
import org.penchant.align.train.StagedTraining;
import org.penchant.align.train.Stages;
import org.penchant.align.train.Trainer;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.papers.catalogue.Recipe;

/** The training of a run: one stage, several, or one and then comparisons on noisy pairs. */
record TrainingRun(
    AlignRequest request,
    Progress progress,
    Transformer policy,
    Teachers teachers,
    StagedTraining.Listener listener) {

  /** A run that tells {@code progress} alone. */
  TrainingRun(AlignRequest request, Progress progress, Transformer policy, Teachers teachers) {
    this(request, progress, policy, teachers, new Steps(progress));
  }

  Trainer.Result run(Trainer trainer, List<Example> rows, List<Example> evaluation, String identity)
      throws IOException {
    var regimen = request.regimen();
    if (regimen.stages().isPresent())
      return staged(regimen.stages().get(), rows, evaluation, identity);
    if (regimen.noisy().isPresent())
      return noisy(regimen.noisy().get(), trainer, rows, evaluation, identity);
    return trainer.train(rows, evaluation, store(identity), listener);
  }

  private RunStore store(String identity) throws IOException {
    return RunStore.in(request.out(), identity, request.resume());
  }

  /** Steps as progress. */
  private record Steps(Progress progress) implements StagedTraining.Listener {
    @Override
    public void step(long step, long total, Map<String, Double> metrics) {
      progress.at(step, total, metrics);
    }

    @Override
    public void stage(int number, int of, int rows) {
      progress.stage("stage " + number + " of " + of + ", " + rows + " rows");
    }
  }

  private Trainer.Result staged(
      Stages stages, List<Example> rows, List<Example> evaluation, String identity)
      throws IOException {
    var problems = new Problems();
    var parts = stages.of(rows, problems);
    problems.throwIfErrors(ExitCode.BAD_DATA);
    if (stages.momentum() > 0)
      progress.stage(
          String.format(
              Locale.ROOT,
              "%d stages with momentum %.2f get as far as %.2f without, errors too",
              parts.size(),
              stages.momentum(),
              Stages.progress(stages.momentum(), parts.size())));
    var held = new ArrayList<List<Example>>();
    for (int t = 0; t < parts.size(); t++) held.add(List.of());
    held.set(parts.size() - 1, evaluation);
    return new StagedTraining(
            policy, request.method().objective(), teachers, stages, request.train())
        .run(
            parts,
            held,
            new StagedTraining.Keeping(request.out(), identity, request.resume()),
            listener);
  }

  private Trainer.Result noisy(
      Recipe.Noisy settings,
      Trainer trainer,
      List<Example> rows,
      List<Example> evaluation,
      String identity)
      throws IOException {
    var survey = Survey.of(policy, request.train().maxTokens());
    var split = NoisyPairs.of(rows, survey, settings.tau());
    progress.stage(split.clean().size() + " clean pairs, " + split.noisy().size() + " noisy");
    if (split.clean().isEmpty())
      throw org.penchant.core.problems.ProblemsException.of(
          ExitCode.BAD_DATA,
          "--data",
          rows.size() + " pairs",
          "every pair is noisy: 0 < log pi(chosen) - log pi(rejected) < " + settings.tau(),
          "--set tau with a lower value");
    var stage =
        ComparisonStage.of(settings.search())
            .withPasses(settings.passes())
            .withParameters(Set.copyOf(settings.parameters()))
            .withSeed(request.train().seed());
    var estimate = stage.estimate(policy, split.noisy());
    progress.stage(
        "comparing: "
            + estimate.steps()
            + " steps, about "
            + Math.round(estimate.seconds())
            + " s");
    var result = trainer.train(split.clean(), evaluation, store(identity), listener);
    var found =
        stage.run(
            policy,
            split.noisy(),
            new ComparisonStage.Listener() {
              @Override
              public void step(long step, long total, ComparisonStage.Update update) {
                progress.at(step, total, Map.of("successes", (double) update.successes()));
              }
            });
    progress.stage("noisy pairs: " + found.counts() + ", " + found.displacement());
    return result;
  }
}
