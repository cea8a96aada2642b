package org.penchant.data.lint;

import org.penchant.core.preference.Provenance;

/**
 * Where something was found.
 *
 * @param file as the user named it
 * @param row 0-based among the records of the file
 * @param detail what is special there; may be empty
 */
public record Place(String file, long row, String detail) {
  static Place of(Provenance provenance, String detail) {
    return new Place(provenance.file(), provenance.row(), detail);
  }

  @Override
  public String toString() {
    return file + " row " + row + (detail.isEmpty() ? "" : ": " + detail);
  }
}
