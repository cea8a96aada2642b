package org.penchant.align.template;

/** Escapes of string literals, as Python reads them. */
final class Escapes {
  private Escapes() {}

  /**
   * Appends what the escape at {@code at}, behind the backslash, stands for.
   *
   * @return the index behind it
   */
  static int read(String source, int at, StringBuilder out, int line) {
    char c = source.charAt(at);
    switch (c) {
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case '0' -> out.append('\0');
      case '\\', '\'', '"' -> out.append(c);
      case '\n' -> {
        return at + 1;
      }
      case 'x' -> {
        return code(source, at + 1, 2, out, line);
      }
      case 'u' -> {
        return code(source, at + 1, 4, out, line);
      }
      case 'U' -> {
        return code(source, at + 1, 8, out, line);
      }
      default -> out.append('\\').append(c);
    }
    return at + 1;
  }

  private static int code(String source, int from, int digits, StringBuilder out, int line) {
    try {
      out.appendCodePoint(Integer.parseInt(source.substring(from, from + digits), 16));
      return from + digits;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new TemplateException(line, "an escape in a string needs " + digits + " hex digits");
    }
  }
}
