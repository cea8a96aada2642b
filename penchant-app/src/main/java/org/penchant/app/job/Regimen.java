package org.penchant.app.job;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.curate.score.Curriculum;
import org.penchant.align.train.Stages;
import org.penchant.align.train.StepWeights;
import org.penchant.align.train.TrainOptions;
import org.penchant.papers.catalogue.Method;
import org.penchant.papers.catalogue.Recipe;

/**
 * What goes around the objective of a run.
 *
 * @param curriculum which rows train, in which order, with which weight
 * @param teachers folders of the models that signals name
 * @param embeddings a file of vectors, one for every row of the data; else the policy's own
 * @param stages of training, if there are several
 * @param steps how the steps of trajectories are weighed
 * @param noisy the second stage on noisy pairs
 */
public record Regimen(
    Curriculum curriculum,
    Map<String, Path> teachers,
    Optional<Path> embeddings,
    Optional<Stages> stages,
    StepWeights steps,
    Optional<Recipe.Noisy> noisy) {
  /** One stage over all rows as they are. */
  public static Regimen plain() {
    return new Regimen(
        Curriculum.none(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        StepWeights.defaults(),
        Optional.empty());
  }

  /** With those of the teachers alone that a method reads. */
  Regimen forMethod(Method method) {
    var read = new HashMap<>(teachers);
    read.keySet().retainAll(TeacherModels.wanted(method));
    return new Regimen(curriculum, Map.copyOf(read), embeddings, stages, steps, noisy);
  }

  /** How to train in this regimen: ordered rows stay in order, several stages keep their ends. */
  public TrainOptions over(TrainOptions train) {
    var options = curriculum.order().isPresent() ? train.withOrdered(true) : train;
    return stages.isPresent() || noisy.isPresent() ? options.withLastSaved(true) : options;
  }
}
