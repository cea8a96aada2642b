package org.penchant.data.write;

import java.util.Locale;

/** JSON that survives every line splitter and every encoder. */
final class LineSafe {
  private LineSafe() {}

  /**
   * Escapes U+0085, U+2028, U+2029 and surrogates that stand alone. They can stand only inside JSON
   * strings, so an escape in place means the same.
   */
  static String escape(String json) {
    char[] chars = json.toCharArray();
    StringBuilder out = null;
    int kept = 0;
    for (int i = 0; i < chars.length; i++) {
      char c = chars[i];
      if (c < '\u0085') continue;
      if (Character.isHighSurrogate(c)
          && i + 1 < chars.length
          && Character.isLowSurrogate(chars[i + 1])) {
        i++;
        continue;
      }
      if (c != '\u0085' && c != '\u2028' && c != '\u2029' && !Character.isSurrogate(c)) continue;
      if (out == null) out = new StringBuilder(json.length() + 16);
      out.append(json, kept, i).append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      kept = i + 1;
    }
    return out == null ? json : out.append(json, kept, json.length()).toString();
  }
}
