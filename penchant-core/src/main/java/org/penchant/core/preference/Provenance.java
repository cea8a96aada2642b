package org.penchant.core.preference;

import java.util.List;

/**
 * Where a row of data came from.
 *
 * @param file the file as the user named it; or the name of the part that made it
 * @param row its 0-based row among the records of the file
 * @param hash SHA-256 of the row's content, in hexadecimal, or empty when it was never computed
 * @param lineage what it was made of, if it was not first written by a person or a collector
 */
public record Provenance(String file, long row, String hash, Lineage lineage) {
  /** A row that stands in its file as it is. */
  public Provenance(String file, long row, String hash) {
    this(file, row, hash, Lineage.NONE);
  }

  public static Provenance made(String by, long row) {
    return new Provenance(by, row, "");
  }

  /** This row after a step; its hash no longer holds. */
  public Provenance after(String step) {
    return new Provenance(file, row, "", rooted().then(step));
  }

  /** This row where it was made of another one too. */
  public Provenance with(Provenance other) {
    return new Provenance(file, row, "", rooted().joinedBy(other.rooted()));
  }

  @Override
  public String toString() {
    return file + " row " + row;
  }

  private Lineage rooted() {
    return lineage.isEmpty()
        ? new Lineage(List.of(new Lineage.Source(file, row)), List.of())
        : lineage;
  }
}
