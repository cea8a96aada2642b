package org.penchant.app.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.penchant.align.curate.Curation;
import org.penchant.align.curate.Step;
import org.penchant.align.curate.Tools;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.Column;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.PreferenceReader;
import org.penchant.data.write.JsonlWriter;

/** Reads preference data, applies steps to it and writes the rows that come of them. */
public final class CurateJob {
  private static final Set<String> ALWAYS_READ =
      Arrays.stream(Column.values()).map(Column::key).collect(Collectors.toSet());

  private CurateJob() {}

  /**
   * What was done.
   *
   * @param files the files read
   * @param read rows read
   * @param ignored columns of the files that were not read and are not written
   * @param steps what each step did
   * @param out where the rows went
   * @param written rows written
   */
  public record Report(
      List<String> files,
      long read,
      List<String> ignored,
      List<Curation.StepReport> steps,
      String out,
      long written) {
    /** A line a step, and one a reason below it. */
    public String toText() {
      var text = new StringBuilder();
      text.append(line("%,d rows read", read));
      if (!ignored.isEmpty())
        text.append(
            line("columns not read: %s (--numeric NAME keeps one)", String.join(", ", ignored)));
      for (var step : steps) {
        text.append(line("%s: %,d rows -> %,d", step.step(), step.in(), step.out()));
        step.leftOut().forEach((why, n) -> text.append(line("  left out: %s: %,d", why, n)));
        step.noted().forEach((what, n) -> text.append(line("  note: %s: %,d", what, n)));
      }
      return text.append(line("%,d rows in %s", written, out)).toString();
    }

    private static String line(String format, Object... values) {
      return String.format(Locale.ROOT, format, values) + "\n";
    }
  }

  /**
   * Runs the steps over the rows and writes what comes of them.
   *
   * @param out a file that is none of those read: provenance names their rows
   * @throws ProblemsException if the rows do not fit the steps, or no row is left
   */
  public static Report run(DataRows data, List<Step> steps, Path out, Tools tools)
      throws IOException {
    for (Path file : data.files())
      if (file.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize()))
        throw ProblemsException.of(
            ExitCode.USAGE,
            "--out",
            out,
            "is a file that is read, and provenance names its rows",
            "choose another file");
    var rows =
        new PreferenceReader(data.read())
            .read(data.files(), columns(data.columns(), steps), new Problems());
    var curated = new Curation(steps).run(rows.rows(), tools);
    var ignored = new TreeSet<String>();
    var names = new ArrayList<String>();
    for (var file : rows.summary().files()) {
      names.add(file.file());
      ignored.addAll(file.ignored());
    }
    var report =
        new Report(
            names,
            rows.rows().size(),
            List.copyOf(ignored),
            curated.steps(),
            out.toString(),
            curated.rows().size());
    if (curated.rows().isEmpty()) throw nothingLeft(report);
    new JsonlWriter().write(out, curated.rows());
    return report;
  }

  private static ColumnNames columns(ColumnNames names, List<Step> steps) {
    ColumnNames all = names;
    for (var step : steps)
      for (String column : step.columns())
        if (!ALWAYS_READ.contains(column) && !all.numeric().contains(column))
          all = all.withNumeric(column);
    return all;
  }

  private static ProblemsException nothingLeft(Report report) {
    var problems = new Problems();
    for (var step : report.steps())
      if (step.in() > 0 && step.out() == 0)
        problems.error(
            String.join(", ", report.files()),
            step.step(),
            "no row is left of "
                + step.in()
                + step.leftOut().entrySet().stream()
                    .map(e -> e.getKey() + ": " + e.getValue())
                    .collect(Collectors.joining("; ", " (", ")")),
            "give other rows, or change the step");
    return new ProblemsException(ExitCode.BAD_DATA, problems.errors(), problems.errorCount());
  }
}
