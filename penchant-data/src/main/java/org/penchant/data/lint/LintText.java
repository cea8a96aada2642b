package org.penchant.data.lint;

import java.util.Locale;
import org.penchant.data.read.DataSummary.FileSummary;

/** A lint report as text for people. */
public final class LintText {
  private final StringBuilder out = new StringBuilder();

  private LintText() {}

  public static String render(LintReport report) {
    var text = new LintText();
    report.statistics().forEach(text::statistics);
    report.findings().forEach(text::finding);
    if (report.findings().isEmpty()) text.line("no findings");
    if (!report.clean().isEmpty())
      text.line("nothing found by: %s", String.join(", ", report.clean()));
    return text.out.toString();
  }

  private void statistics(Statistics data) {
    line(
        "%s data: %,d rows, %,d different prompts",
        data.part() == LintRow.Part.TRAIN ? "training" : "evaluation", data.rows(), data.prompts());
    data.files().forEach(this::file);
    data.feedback().forEach((kind, count) -> line("  %s: %,d rows", kind, count));
    if (data.annotators() > 0) line("  %,d annotators", data.annotators());
    line(
        "  %-10s %9s %9s %7s %7s %7s %7s",
        "length", "count", "mean", "least", "median", "p95", "most");
    for (LengthStatistics l : data.lengths())
      line(
          "  %-10s %,9d %,9.1f %,7d %,7d %,7d %,7d",
          l.of(), l.count(), l.mean(), l.least(), l.median(), l.p95(), l.most());
    if (data.chosenLonger() + data.chosenShorter() + data.equalLength() > 0)
      line(
          "  chosen is longer in %,d rows, shorter in %,d, as long in %,d (characters of the last"
              + " reply)",
          data.chosenLonger(), data.chosenShorter(), data.equalLength());
    for (var style : data.styles())
      if (style.share() > 0)
        line("  %s %s: %.1f%%", style.of(), style.feature(), 100 * style.share());
    line("");
  }

  private void file(FileSummary file) {
    line(
        "  %s: %,d rows, %s (%s)%s, %s%s, sha256 %s",
        file.file(),
        file.rows(),
        file.format(),
        file.format().columns(),
        file.conversational() > 0 ? " as messages" : "",
        file.container(),
        switch (file.compression()) {
          case NONE -> "";
          default -> " in " + file.compression();
        },
        file.sha256());
    if (!file.ignored().isEmpty())
      line("    columns not read: %s", String.join(", ", file.ignored()));
  }

  private void finding(Finding finding) {
    line("%s: %,d", finding.check(), finding.count());
    line("  rule: %s; remedy: %s", finding.rule(), finding.remedy());
    for (Place place : finding.places()) line("  %s", place);
    long more = finding.count() - finding.places().size();
    if (more > 0) line("  ... and %,d more", more);
    line("");
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
