package org.penchant.data.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.Problems;

/** A Parquet file, read a batch at a time in the order of its rows. */
final class ParquetFile implements RowSource {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public void forEach(Input input, ReadOptions options, Problems problems, Sink sink)
      throws IOException {
    ParquetQuery.on(
        input,
        problems,
        query -> {
          ResultSet rows = query.all();
          var meta = rows.getMetaData();
          while (rows.next()) {
            ObjectNode fields = NODES.objectNode();
            for (int i = 1; i <= meta.getColumnCount(); i++)
              fields.set(meta.getColumnName(i), node(rows.getObject(i)));
            sink.accept(new Row(input.name(), query.row(), 0, true, fields));
            query.passed();
          }
        });
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
