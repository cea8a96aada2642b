package org.penchant.data.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Writes rows into every container and packing, by means other than the code under test. */
public final class DataFiles {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DataFiles() {}

  public static Path write(
      Path folder, Container container, Compression compression, List<Map<String, Object>> rows)
      throws IOException, SQLException {
    byte[] plain =
        switch (container) {
          case JSONL -> bytes(rows.stream().map(DataFiles::json).collect(Collectors.joining("\n")));
          case JSON -> bytes(json(rows));
          case CSV -> bytes(separated(rows, ","));
          case TSV -> bytes(separated(rows, "\t"));
          case PARQUET -> parquet(folder, rows);
        };
    String suffix =
        switch (compression) {
          case GZIP -> ".gz";
          case ZSTD -> ".zst";
          default -> "";
        };
    Path file = folder.resolve("data." + container.name().toLowerCase(Locale.ROOT) + suffix);
    Files.write(file, pack(compression, plain));
    return file;
  }

  public static byte[] pack(Compression compression, byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (OutputStream packed =
        switch (compression) {
          case GZIP -> new GZIPOutputStream(out);
          case ZSTD -> new ZstdOutputStream(out);
          default -> out;
        }) {
      packed.write(plain);
    }
    return out.toByteArray();
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String separated(List<Map<String, Object>> rows, String separator) {
    List<String> header = List.copyOf(rows.getFirst().keySet());
    var out = new StringBuilder(String.join(separator, header)).append("\r\n");
    for (var row : rows)
      out.append(
              header.stream()
                  .map(name -> row.get(name))
                  .map(v -> v instanceof String s ? s : v == null ? "" : json(v))
                  .map(text -> '"' + text.replace("\"", "\"\"") + '"')
                  .collect(Collectors.joining(separator)))
          .append("\r\n");
    return out.toString();
  }

  private static byte[] parquet(Path folder, List<Map<String, Object>> rows)
      throws IOException, SQLException {
    Path lines = folder.resolve("source.jsonl");
    Path file = folder.resolve("source.parquet");
    Files.write(lines, bytes(rows.stream().map(DataFiles::json).collect(Collectors.joining("\n"))));
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT * FROM read_json('%s', format='newline_delimited', maximum_object_size=100000000)) TO '%s' (FORMAT parquet)"
              .formatted(lines, file));
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(lines);
    Files.delete(file);
    return bytes;
  }

  /** A Parquet file of what a query gives, in {@code folder}. */
  public static Path parquet(Path folder, String query) throws IOException, SQLException {
    Path file = Files.createTempFile(folder, "query", ".parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(query, file));
    }
    return file;
  }
}
