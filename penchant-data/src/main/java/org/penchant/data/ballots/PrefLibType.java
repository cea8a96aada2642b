package org.penchant.data.ballots;

import java.util.Locale;
import java.util.Optional;

/** The kinds of orders PrefLib distinguishes. */
public enum PrefLibType {
  /** Strict orders of all items. */
  SOC(true, false),
  /** Strict orders of some items. */
  SOI(false, false),
  /** Orders of all items, with ties. */
  TOC(true, true),
  /** Orders of some items, with ties. */
  TOI(false, true),
  /** Items put into categories, the best category first. */
  CAT(false, true);

  private final boolean complete;
  private final boolean ties;

  PrefLibType(boolean complete, boolean ties) {
    this.complete = complete;
    this.ties = ties;
  }

  boolean complete() {
    return complete;
  }

  boolean ties() {
    return ties;
  }

  static Optional<PrefLibType> of(String name) {
    for (PrefLibType type : values()) if (type.toString().equals(name)) return Optional.of(type);
    return Optional.empty();
  }

  /** The type a file's name ends in, its packing aside. */
  static Optional<PrefLibType> ofFile(String file) {
    String name = file.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|gzip|zst|zstd)$", "");
    return of(name.substring(name.lastIndexOf('.') + 1));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
