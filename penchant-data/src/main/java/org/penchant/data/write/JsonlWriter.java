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
import org.penchant.core.problems.ProblemsException;

/** Writes comparisons as JSON lines, in the conventions that {@link RowEncoder} states. */
public final class JsonlWriter {
  private final RowEncoder encoder = new RowEncoder();

  /**
   * Writes all rows to a temporary file beside {@code target} and moves it into place; a failure
   * leaves {@code target} as it was. Where one pair is a tie, all pairs are written as votes, so
   * that the file keeps one convention.
   *
   * @param rows gone through twice
   * @throws ProblemsException if a row has feedback that no column convention holds
   * @throws IOException if the folder cannot be written
   */
  public void write(Path target, Iterable<Comparison> rows) throws IOException {
    boolean votes = false;
    for (Comparison row : rows) votes |= row.feedback() instanceof Pairwise && !row.isDecidedPair();
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

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
