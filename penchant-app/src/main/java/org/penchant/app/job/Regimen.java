package org.penchant.app.job;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.curate.score.Curriculum;
import org.penchant.align.train.Stages;
import org.penchant.align.train.StepWeights;
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
}
