package org.penchant.data.write;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/** Writes comparisons as JSON lines, in the conventions that {@link RowEncoder} states. */
public final class JsonlWriter {
  private final RowEncoder encoder = new RowEncoder();
  private final boolean asVotes;

  private JsonlWriter(boolean asVotes) {
    this.asVotes = asVotes;
  }

  public JsonlWriter() {
    this(false);
  }

  /** Writes every pair as a vote, so that candidates keep their order whoever was preferred. */
  public static JsonlWriter ofVotes() {
    return new JsonlWriter(true);
  }

  /**
   * Writes all rows to a temporary file beside {@code target} and moves it into place; a failure
   * leaves {@code target} as it was. A file keeps one convention: where one pair is a tie, all
   * pairs are written as votes, and rows of different kinds are refused.
   *
   * @param rows gone through twice
   * @throws ProblemsException with {@link ExitCode#BAD_DATA} if rows are of different kinds or a
   *     row has feedback that no column convention holds
   * @throws IOException if the folder cannot be written
   */
  public void write(Path target, Iterable<Comparison> rows) throws IOException {
    boolean votes = asVotes;
    for (Comparison row : rows) votes |= row.feedback() instanceof Pairwise && !row.isDecidedPair();
    oneConvention(rows, votes);
    Path folder = target.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(folder, ".penchant", ".jsonl");
    try {
      try (BufferedWriter out = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
        for (Comparison row : rows) {
          out.write(encoder.encode(row, votes));
          out.write('\n');
        }
      }
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void oneConvention(Iterable<Comparison> rows, boolean votes) {
    String first = "";
    for (Comparison row : rows) {
      String own = RowEncoder.convention(row, votes);
      if (first.isEmpty()) first = own;
      if (own.equals(first)) continue;
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          row.provenance().toString(),
          own,
          "a file keeps one column convention; its first row has " + first,
          "write rows of different kinds to different files");
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
