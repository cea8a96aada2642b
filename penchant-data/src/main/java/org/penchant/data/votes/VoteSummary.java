package org.penchant.data.votes;

import java.util.List;
import java.util.Map;
import org.penchant.data.read.FileFacts;

/**
 * What was read, for manifests and reports.
 *
 * @param files in the order they were given
 * @param outcomes of the votes passed on
 */
public record VoteSummary(List<VoteFile> files, OutcomeCounts outcomes) {
  public VoteSummary {
    files = List.copyOf(files);
  }

  /** Rows passed on, over all files. */
  public long rows() {
    return files.stream().mapToLong(VoteFile::rows).sum();
  }

  /**
   * One file.
   *
   * @param form how its votes are laid out
   * @param rows the rows passed on
   * @param leftOut the rows that a filter left out
   * @param columns the recognised columns by key, and the covariates, each with the name it stands
   *     under
   * @param ignored the columns not read
   */
  public record VoteFile(
      FileFacts file,
      VoteForm form,
      long rows,
      long leftOut,
      Map<String, String> columns,
      List<String> ignored) {
    public VoteFile {
      columns = Map.copyOf(columns);
      ignored = List.copyOf(ignored);
    }
  }
}
