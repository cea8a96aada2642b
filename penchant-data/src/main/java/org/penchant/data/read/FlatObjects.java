package org.penchant.data.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the columns wanted of JSON objects, objects inside them unfolded. */
final class FlatObjects implements RowSource.Sink {
  private final TableSink sink;
  private final TextRow flat;
  private final List<String> names = new ArrayList<>();
  private final List<JsonNode> values = new ArrayList<>();
  private List<String> known = List.of();
  private List<Integer> wanted = List.of();

  FlatObjects(String file, TableSink sink) {
    this.sink = sink;
    this.flat = new TextRow(file);
  }

  @Override
  public void accept(Row row) {
    names.clear();
    values.clear();
    unfold("", row.fields());
    if (!names.equals(known)) {
      known = List.copyOf(names);
      wanted = sink.columns(row.place(), known);
      flat.columns(wanted.size());
    }
    if (wanted.isEmpty()) return;
    for (int i = 0; i < wanted.size(); i++) flat.set(i, text(values.get(wanted.get(i))));
    flat.at(row.index(), row.line(), 1);
    sink.row(flat);
  }

  private void unfold(String prefix, ObjectNode fields) {
    for (var field : fields.properties()) {
      if (field.getValue() instanceof ObjectNode inner) {
        unfold(prefix + field.getKey() + ".", inner);
      } else {
        names.add(prefix + field.getKey());
        values.add(field.getValue());
      }
    }
  }

  private static @Nullable String text(JsonNode value) {
    if (value.isNull()) return null;
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
