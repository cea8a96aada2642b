package org.penchant.data.lint;

import java.util.List;
import java.util.Map;
import org.penchant.data.lint.LintRow.Part;
import org.penchant.data.read.DataSummary.FileSummary;

/**
 * What data look like.
 *
 * @param rows how many
 * @param prompts how many different prompts
 * @param annotators how many different annotators are named
 * @param feedback how many rows of each kind of feedback and outcome
 * @param lengths of prompts and replies
 * @param chosenLonger decided pairs whose chosen last reply has more code points
 * @param chosenShorter decided pairs whose chosen last reply has fewer
 * @param equalLength decided pairs whose last replies are as long as each other
 * @param styles what share of chosen, rejected and other replies shows a feature of form
 */
public record Statistics(
    Part part,
    List<FileSummary> files,
    long rows,
    long prompts,
    long annotators,
    Map<String, Long> feedback,
    List<LengthStatistics> lengths,
    long chosenLonger,
    long chosenShorter,
    long equalLength,
    List<Style> styles) {
  public Statistics {
    files = List.copyOf(files);
    lengths = List.copyOf(lengths);
    styles = List.copyOf(styles);
  }

  /**
   * How often replies show a feature of form.
   *
   * @param feature the feature
   * @param of which replies
   * @param share in [0, 1]
   */
  public record Style(String feature, String of, double share) {}
}
