package org.penchant.data.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;

/** Reads lists of {role, content}; whatever else a turn holds is kept with it. */
record Messages(Cells cells) {
  /** The dialogue, or null after a reported mistake. */
  @Nullable Content read(String name, ArrayNode list) {
    if (list.isEmpty()) {
      cells.fail(name, list, "must hold at least one message", "give a message, or drop the row");
      return null;
    }
    var messages = new ArrayList<Message>();
    for (int i = 0; i < list.size(); i++) {
      Message message = message(name + "[" + i + "]", list.get(i));
      if (message != null) messages.add(message);
    }
    return messages.size() == list.size() ? Content.of(messages) : null;
  }

  private @Nullable Message message(String name, JsonNode node) {
    if (!(node instanceof ObjectNode turn)) {
      cells.fail(
          name, node, "must be {role, content}, not " + Json.kind(node), "write a message object");
      return null;
    }
    JsonNode role = turn.get("role");
    if (role == null || !role.isTextual() || role.textValue().isBlank()) {
      cells.fail(
          name,
          role == null ? turn : role,
          "a message must have a role, as text",
          "name the role: system, user, assistant or tool");
      return null;
    }
    JsonNode content = turn.get("content");
    boolean none = content == null || content.isNull();
    if (none ? !turn.hasNonNull("tool_calls") : !content.isTextual()) {
      cells.fail(
          name,
          content == null ? turn : content,
          "the content of a message must be text, not "
              + (content == null ? "missing" : Json.kind(content)),
          "write the text; only a message with tool_calls may go without");
      return null;
    }
    return new Message(role.textValue(), none ? "" : content.textValue(), extra(turn));
  }

  private Map<String, Object> extra(ObjectNode turn) {
    var extra = new LinkedHashMap<String, Object>();
    for (var field : turn.properties()) {
      if (field.getKey().equals("role") || field.getKey().equals("content")) continue;
      if (!field.getValue().isNull()) extra.put(field.getKey(), cells.plain(field.getValue()));
    }
    return extra;
  }
}
