package org.penchant.align.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists and maps as Python prints them. */
final class PyText {
  private PyText() {}

  static String of(Object value) {
    return switch (value) {
      case String text -> quoted(text);
      case List<?> items ->
          items.stream().map(PyText::of).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> of(e.getKey()) + ": " + of(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> Values.text(value);
    };
  }

  private static String quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    var out = new StringBuilder().append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c == quote) out.append('\\').append(c);
          else if (c < ' ' || c == 0x7f) out.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
          else out.append(c);
        }
      }
    }
    return out.append(quote).toString();
  }
}
