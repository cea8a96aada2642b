package org.penchant.eval.report;

/** Writes elements with everything escaped: what comes from data can never become markup. */
final class Markup {
  private final StringBuilder out = new StringBuilder();

  /** Opens an element; {@code attributes} are names and values in turn. */
  Markup open(String tag, String... attributes) {
    return start(tag, attributes).append('>');
  }

  /** An element without content. */
  Markup empty(String tag, String... attributes) {
    return start(tag, attributes).append("/>");
  }

  Markup close(String tag) {
    return append("</").append(tag).append(">");
  }

  /** An element that holds text alone. */
  Markup element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  Markup text(String text) {
    return append(escape(text));
  }

  Markup newline() {
    return append('\n');
  }

  /** Characters of our own that need no escape, such as a style sheet. */
  Markup trusted(String markup) {
    return append(markup);
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /** For text and for attribute values; what XML 1.0 cannot hold becomes U+FFFD. */
  static String escape(String text) {
    var safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            case '\'' -> safe.append("&#39;");
            default -> safe.appendCodePoint(allowed(c) ? c : 0xFFFD);
          }
        });
    return safe.toString();
  }

  private static boolean allowed(int c) {
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    return !surrogate && (c < 0x7F || c > 0x9F) && c != 0xFFFE && c != 0xFFFF;
  }

  private Markup start(String tag, String... attributes) {
    append("<").append(tag);
    for (int i = 0; i < attributes.length; i += 2)
      append(" ").append(attributes[i]).append("=\"").append(escape(attributes[i + 1])).append('"');
    return this;
  }

  private Markup append(String text) {
    out.append(text);
    return this;
  }

  private Markup append(char c) {
    out.append(c);
    return this;
  }
}
