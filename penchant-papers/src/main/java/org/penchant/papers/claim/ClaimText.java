package org.penchant.papers.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A claim's result for a terminal. */
public final class ClaimText {
  private ClaimText() {}

  public static String render(ClaimResult result) {
    var out = new StringBuilder();
    out.append(result.id()).append("  ").append(result.title()).append('\n');
    out.append("claim: ").append(result.claim().says()).append("\n\n");
    var table = result.table();
    var rows = new ArrayList<List<String>>();
    var heading = new ArrayList<>(List.of("case", "arm"));
    heading.addAll(table.metrics());
    rows.add(heading);
    for (var key : table.rows()) {
      var row = new ArrayList<>(List.of(key.in(), key.arm()));
      for (var metric : table.metrics()) row.add(number(table.mean(key.in(), key.arm(), metric)));
      rows.add(row);
    }
    grid(out, rows);
    out.append('\n');
    for (var finding : result.findings()) {
      var criterion = finding.criterion();
      out.append(finding.holds() ? "yes  " : "NO   ")
          .append(Cases.word(criterion.role()))
          .append(": ")
          .append(criterion.says())
          .append('\n')
          .append("       ")
          .append(
              String.format(
                  Locale.ROOT,
                  "%s of %s against %s%s: %+.4g, t %.3g, %d/%d seeds; asked %s%n",
                  Metric.label(criterion.metric()),
                  criterion.arm(),
                  finding.against(),
                  finding.in().isEmpty() ? "" : " at " + finding.in(),
                  finding.test().difference(),
                  finding.test().t(),
                  finding.wins(),
                  finding.seeds(),
                  criterion.rule().words()));
    }
    out.append('\n')
        .append(result.id())
        .append(": ")
        .append(result.verdict())
        .append(" (")
        .append(result.seeds())
        .append(" seeds)\n");
    return out.toString();
  }

  private static void grid(StringBuilder out, List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] width = new int[columns];
    for (var row : rows)
      for (int c = 0; c < columns; c++) width[c] = Math.max(width[c], row.get(c).length());
    for (var row : rows) {
      var line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String pad = " ".repeat(width[c] - row.get(c).length());
        line.append(c < 2 ? row.get(c) + pad : pad + row.get(c)).append("  ");
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4g", value);
  }
}
