package org.penchant.app.reward;

import java.util.List;
import java.util.Map;
import org.penchant.core.problems.Problem;
import org.penchant.eval.report.Report.Section;

/**
 * What an evaluation found.
 *
 * @param title of its report
 * @param figures as data
 * @param text the same for a terminal
 * @param sections the same for a report
 * @param warnings what a reader must know
 */
public record Evaluation(
    String title,
    Map<String, Object> figures,
    String text,
    List<Section> sections,
    List<Problem> warnings) {
  public Evaluation {
    sections = List.copyOf(sections);
    warnings = List.copyOf(warnings);
  }
}
