package org.penchant.data.read;

import java.util.Locale;

/** How records are laid out; told by the content where it can be, else by the name. */
public enum Container {
  JSONL,
  JSON,
  CSV,
  TSV,
  PARQUET;

  /**
   * Parquet by its magic; CSV by name; otherwise JSON by its first character that is not white
   * space, {@code [} for an array and {@code {} for lines; otherwise by name, and CSV at last.
   */
  static Container of(String file, byte[] head) {
    String name = file.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|gzip|zst|zstd)$", "");
    if (Compression.starts(head, 'P', 'A', 'R', '1') || name.endsWith(".parquet")) return PARQUET;
    if (name.endsWith(".csv")) return CSV;
    if (name.endsWith(".tsv")) return TSV;
    for (byte b : head) {
      if (Character.isWhitespace(b)) continue;
      if (b == '[') return JSON;
      if (b == '{') return JSONL;
      break;
    }
    return name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")
        ? JSONL
        : CSV;
  }

  RowSource source() {
    return switch (this) {
      case JSONL -> new JsonLines();
      case JSON -> new JsonArray();
      case CSV -> new CsvFile(',');
      case TSV -> new CsvFile('\t');
      case PARQUET -> new ParquetFile();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
