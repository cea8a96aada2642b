package org.penchant.data.read;

import java.util.List;
import java.util.Map;

/**
 * What was read, for manifests and reports.
 *
 * @param files in the order they were given
 * @param skipped every row that a policy left out
 */
public record DataSummary(List<FileSummary> files, List<Skipped> skipped) {
  public DataSummary {
    files = List.copyOf(files);
    skipped = List.copyOf(skipped);
  }

  /** Rows passed on, over all files. */
  public long rows() {
    return files.stream().mapToLong(FileSummary::rows).sum();
  }

  /**
   * One file.
   *
   * @param file as the user named it
   * @param sha256 of its bytes as they lie on the disk, in hexadecimal
   * @param bytes its size on the disk
   * @param rows the rows passed on
   * @param conversational how many of them hold messages rather than text
   * @param columns the recognised columns, each with the name it stands under
   * @param ignored the columns not read
   */
  public record FileSummary(
      String file,
      String sha256,
      long bytes,
      Container container,
      Compression compression,
      Format format,
      long rows,
      long conversational,
      Map<String, String> columns,
      List<String> ignored) {
    public FileSummary {
      columns = Map.copyOf(columns);
      ignored = List.copyOf(ignored);
    }
  }

  /** A row left out, and why. */
  public record Skipped(String file, long row, RowFault reason) {}
}
