package org.penchant.align.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntConsumer;
import org.penchant.align.curate.score.Curriculum;
import org.penchant.align.curate.score.Order;
import org.penchant.align.curate.score.Survey;
import org.penchant.align.objective.Objective;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/**
 * Examples after a curriculum.
 *
 * @param examples those kept, in the order that they are seen; a curriculum's weight multiplies the
 *     row's own
 * @param outcome which they were, and how many each filter removed
 */
public record CuratedExamples(List<Example> examples, Curriculum.Outcome outcome) {
  public CuratedExamples {
    examples = List.copyOf(examples);
  }

  /**
   * Measures what the curriculum needs, once, and applies it; lists are scored by their best and
   * worst response.
   *
   * @param data before {@link Example#prepare}, which turns pairs into single responses
   * @throws org.penchant.core.problems.ProblemsException if rows lack what a score reads
   */
  public static CuratedExamples of(
      Curriculum curriculum, List<Example> data, Survey survey, IntConsumer progress) {
    var items = BestAndWorst.items(data);
    var problems = new Problems();
    curriculum.check(items, problems);
    problems.throwIfErrors(ExitCode.BAD_DATA);
    var outcome = curriculum.apply(survey.of(items, curriculum.needs(), progress));
    var examples = new ArrayList<Example>();
    for (int i = 0; i < outcome.kept().length; i++) {
      var example = staged(curriculum, data.get(outcome.kept()[i]), outcome.stages()[i]);
      examples.add(
          curriculum.weight().isPresent() ? weighted(example, outcome.weights()[i]) : example);
    }
    return new CuratedExamples(examples, outcome);
  }

  /** An order within prompts makes stages, which training may run one after the other. */
  private static Example staged(Curriculum curriculum, Example example, int stage) {
    if (curriculum.order().filter(Order::perPrompt).isEmpty()) return example;
    var columns = new HashMap<>(example.columns());
    columns.put(Stages.COLUMN, (double) stage);
    return example.withColumns(columns);
  }

  private static Example weighted(Example example, double weight) {
    var columns = new HashMap<>(example.columns());
    columns.merge(Objective.ROW_WEIGHT, weight, (a, b) -> a * b);
    return example.withColumns(columns);
  }
}
