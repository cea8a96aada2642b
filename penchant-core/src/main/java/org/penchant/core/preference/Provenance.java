package org.penchant.core.preference;

/**
 * Where a row of data came from.
 *
 * @param file the file as the user named it; or the name of the part that made it
 * @param row its 0-based row among the records of the file
 * @param hash SHA-256 of the row's content, in hexadecimal, or empty when it was never computed
 */
public record Provenance(String file, long row, String hash) {
  public static Provenance made(String by, long row) {
    return new Provenance(by, row, "");
  }

  @Override
  public String toString() {
    return file + " row " + row;
  }
}
