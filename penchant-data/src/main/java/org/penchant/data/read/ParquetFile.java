package org.penchant.data.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.Problems;

/** A Parquet file, read a batch at a time in the order of its rows. */
final class ParquetFile implements RowSource {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public void forEach(Input input, ReadOptions options, Problems problems, Sink sink)
      throws IOException {
    if (!Compression.starts(input.head(), 'P', 'A', 'R', '1')) {
      problems.error(
          input.name(),
          "",
          "a Parquet file begins with PAR1; this one does not",
          "write it again, or give the file the name of its format");
      return;
    }
    if (input.compression() == Compression.NONE) {
      read(input.name(), input.path(), problems, sink);
      return;
    }
    Path unpacked = Files.createTempFile("penchant", ".parquet");
    try {
      Files.copy(input.stream(), unpacked, StandardCopyOption.REPLACE_EXISTING);
      read(input.name(), unpacked, problems, sink);
    } finally {
      Files.deleteIfExists(unpacked);
    }
  }

  private static void read(String name, Path file, Problems problems, Sink sink) {
    var settings = new Properties();
    settings.setProperty("jdbc_stream_results", "true");
    settings.setProperty("autoinstall_known_extensions", "false");
    long row = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT * FROM read_parquet(?, hive_partitioning = false)")) {
      query.setString(1, glob(file));
      try (ResultSet rows = query.executeQuery()) {
        var meta = rows.getMetaData();
        while (rows.next()) {
          ObjectNode fields = NODES.objectNode();
          for (int i = 1; i <= meta.getColumnCount(); i++)
            fields.set(meta.getColumnName(i), node(rows.getObject(i)));
          sink.accept(new Row(name, row, 0, true, fields));
          row++;
        }
      }
    } catch (SQLException e) {
      problems.error(
          row == 0 ? name : name + " after row " + (row - 1),
          "",
          "broken Parquet: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          "write the file again; rows after it were not read");
    }
  }

  /** The reader takes patterns; brackets keep the characters of a name from being one. */
  private static String glob(Path file) {
    return file.toAbsolutePath().toString().replaceAll("[\\[*?]", "[$0]");
  }

  private static JsonNode node(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> NODES.nullNode();
      case String text -> NODES.textNode(text);
      case Boolean flag -> NODES.booleanNode(flag);
      case Double number -> NODES.numberNode(number);
      case Float number -> NODES.numberNode(Double.parseDouble(number.toString()));
      case BigDecimal number -> NODES.numberNode(number);
      case BigInteger number -> NODES.numberNode(number);
      case Number number -> NODES.numberNode(number.longValue());
      case Array list -> list((Object[]) list.getArray());
      case Object[] list -> list(list);
      case DuckDBStruct struct -> object(struct.getMap());
      case Map<?, ?> map -> object(map);
      case byte[] bytes -> NODES.binaryNode(bytes);
      default -> NODES.textNode(String.format(Locale.ROOT, "%s", value));
    };
  }

  private static ArrayNode list(@Nullable Object[] values) throws SQLException {
    ArrayNode list = NODES.arrayNode();
    for (Object value : values) list.add(node(value));
    return list;
  }

  private static ObjectNode object(Map<?, ?> values) throws SQLException {
    ObjectNode object = NODES.objectNode();
    for (var entry : values.entrySet())
      object.set(String.valueOf(entry.getKey()), node(entry.getValue()));
    return object;
  }
}
