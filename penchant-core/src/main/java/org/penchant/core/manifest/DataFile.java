package org.penchant.core.manifest;

import java.io.IOException;
import java.nio.file.Path;
import org.penchant.core.io.Sha256;

/**
 * A file a run read.
 *
 * @param path as the user named it
 * @param sha256 of its content, in hexadecimal
 * @param rows records read from it
 */
public record DataFile(String path, String sha256, long rows) {
  /** Hashes the file. */
  public static DataFile of(Path file, long rows) throws IOException {
    return new DataFile(file.toString(), Sha256.of(file), rows);
  }
}
