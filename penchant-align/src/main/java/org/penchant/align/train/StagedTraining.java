package org.penchant.align.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.Teachers;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.reference.CachedReference;
import org.penchant.align.reference.Reference;

/**
 * Runs {@link Stages}. Files of stage t are in {@code stage-t/} of the run's folder; a checkpoint
 * is kept of the end of every stage, so that a resumed run goes through the ended stages without
 * training.
 *
 * @param policy trained in place; ends as the last stage's result, not gone on from it
 * @param teachers whom signals compare the policy with
 * @param options of every stage
 */
public record StagedTraining(
    CausalLm policy, Objective objective, Teachers teachers, Stages stages, TrainOptions options) {

  /**
   * Where a run keeps its files.
   *
   * @param folder of the run
   * @param run as {@link RunStore#in} has it
   */
  public record Keeping(Path folder, String run, boolean resume) {}

  /** Told of the beginning of every stage. */
  public interface Listener extends Trainer.Listener {
    default void stage(int number, int of, int rows) {}
  }

  /**
   * Trains stage by stage.
   *
   * @param rows of every stage
   * @param evaluation held-out rows of every stage, equally many stages; each may be empty
   * @return all stages as one history, evaluations under the steps counted through
   */
  public Trainer.Result run(
      List<List<Example>> rows, List<List<Example>> evaluation, Keeping keeping, Listener listener)
      throws IOException {
    var history = new ArrayList<Map<String, Double>>();
    var evaluations = new LinkedHashMap<Long, Map<String, Double>>();
    List<String> untrained = List.of();
    boolean early = false;
    long before = 0;
    try (var parameters = new StageParameters(policy)) {
      var earlier = new EarlierRewards(policy, stages.earlier(), options.maxTokens());
      for (int t = 0; t < rows.size(); t++) {
        var later = rows.subList(t, rows.size());
        var laterEvaluation = evaluation.subList(t, evaluation.size());
        Path folder = keeping.folder().resolve("stage-" + (t + 1));
        earlier.look(later, laterEvaluation);
        var result = stage(t, rows, evaluation, earlier, folder, keeping, listener);
        history.addAll(result.history());
        long steps = before;
        result.evaluations().forEach((step, metrics) -> evaluations.put(steps + step, metrics));
        before += result.steps();
        untrained = result.untrained();
        early |= result.stoppedEarly();
        boolean last = t + 1 == rows.size();
        parameters.ended(stages.momentum(), last, stages.klCap(), rows.get(t), options.maxTokens());
      }
    }
    return new Trainer.Result(before, before, history, evaluations, early, untrained);
  }

  private Trainer.Result stage(
      int t,
      List<List<Example>> rows,
      List<List<Example>> evaluation,
      EarlierRewards earlier,
      Path folder,
      Keeping keeping,
      Listener listener)
      throws IOException {
    var train = earlier.annotated(rows.get(t));
    var held = earlier.annotated(evaluation.get(t));
    listener.stage(t + 1, rows.size(), train.size());
    var store = RunStore.in(folder, keeping.run() + " stage " + (t + 1), keeping.resume());
    var reference = reference(train, held);
    try (var trainer =
        new Trainer(policy, objective, reference, teachers, options.withLastSaved(true))) {
      return trainer.train(train, held, store, listener);
    } finally {
      reference.ifPresent(Reference::close);
    }
  }

  /** The policy as it is now, if the objective compares with a reference. */
  private Optional<Reference> reference(List<Example> train, List<Example> held) {
    if (!objective.needs().contains(new Need.ReferenceLogps())) return Optional.empty();
    var groups = new ArrayList<>(train.stream().map(Example::group).toList());
    held.forEach(row -> groups.add(row.group()));
    for (var side : List.of(train, held))
      side.forEach(row -> row.mismatched().ifPresent(m -> groups.add(List.of(m))));
    return Optional.of(CachedReference.compute(policy, groups, options.maxTokens(), _ -> {}));
  }
}
