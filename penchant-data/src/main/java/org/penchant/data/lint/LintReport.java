package org.penchant.data.lint;

import java.util.List;
import java.util.Optional;

/**
 * What lint says of data.
 *
 * @param statistics of the training data and, where given, of the evaluation data
 * @param findings of the checks that found something, in the order of {@link Checks}
 * @param clean the names of the checks that found nothing
 */
public record LintReport(List<Statistics> statistics, List<Finding> findings, List<String> clean) {
  public LintReport {
    statistics = List.copyOf(statistics);
    findings = List.copyOf(findings);
    clean = List.copyOf(clean);
  }

  public Optional<Finding> finding(String check) {
    return findings.stream().filter(f -> f.check().equals(check)).findFirst();
  }
}
