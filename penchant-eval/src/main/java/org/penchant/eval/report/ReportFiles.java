package org.penchant.eval.report;

import java.io.IOException;
import java.nio.file.Path;
import org.penchant.core.io.AtomicFiles;

/** Writes a report into a folder as report.json, report.md and report.html, each whole or not. */
public final class ReportFiles {
  /** The page's file, which is written last: where it is, the others are. */
  public static final String PAGE = "report.html";

  private ReportFiles() {}

  /**
   * Writes the three files; the folder is made if it is missing.
   *
   * @return the page
   */
  public static Path write(Report report, Path folder) throws IOException {
    AtomicFiles.write(folder.resolve("report.json"), report.toJson());
    AtomicFiles.write(folder.resolve("report.md"), report.toMarkdown());
    Path page = folder.resolve(PAGE);
    AtomicFiles.write(page, report.toHtml());
    return page;
  }
}
