package org.penchant.core.preference;

import java.util.Map;

/**
 * One turn of a dialogue.
 *
 * @param role system, user, assistant or tool, as the data names it
 * @param content the text
 * @param extra further fields of the turn (name, tool_calls, ...), passed on to chat templates
 */
public record Message(String role, String content, Map<String, Object> extra) {
  public Message {
    extra = Map.copyOf(extra);
  }

  public Message(String role, String content) {
    this(role, content, Map.of());
  }
}
