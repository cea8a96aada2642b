package org.penchant.data.read;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts separated values into records after RFC 4180: a cell that begins with a quote ends with one,
 * and holds separators, line ends and doubled quotes. LF, CR LF and CR end a record.
 *
 * <p>Written here because a file of votes is little else than short cells that come again and
 * again: those share one text, found without making it.
 */
final class CsvScanner {
  private static final int SHARED = 1 << 12;
  private static final int SHARED_LENGTH = 64;

  private final Reader in;
  private final char separator;
  private final int limit;
  private final String[] shared = new String[SHARED];
  private char[] buffer = new char[1 << 15];
  private int at;
  private int end;
  private long line = 1;
  private long start = 1;

  /** Reads {@code in}, whose cells may be at most {@code limit} characters long. */
  CsvScanner(Reader in, char separator, int limit) {
    this.in = in;
    this.separator = separator;
    this.limit = limit;
    Arrays.fill(shared, "");
  }

  /** What is no CSV. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message);
    }
  }

  /** The 1-based line in which the record begins. */
  long line() {
    return start;
  }

  /** Puts the next record into {@code cells}; false at the end. */
  boolean next(List<String> cells) throws IOException {
    cells.clear();
    start = line;
    if (!more()) return false;
    while (true) {
      cells.add(more() && buffer[at] == '"' ? quoted() : plain());
      if (!more()) return true;
      char stop = buffer[at++];
      if (stop == separator) continue;
      if (stop == '\r' && more() && buffer[at] == '\n') at++;
      line++;
      return true;
    }
  }

  private String plain() throws IOException {
    int from = at;
    int hash = 0;
    while (true) {
      while (at < end) {
        char c = buffer[at];
        if (c == separator || c == '\n' || c == '\r') return text(from, hash);
        hash = 31 * hash + c;
        at++;
      }
      if (at - from > limit) throw tooLong();
      boolean more = extend(from);
      from = 0;
      if (!more) return text(from, hash);
    }
  }

  private String text(int from, int hash) throws Broken {
    int length = at - from;
    if (length > limit) throw tooLong();
    if (length > SHARED_LENGTH) return new String(buffer, from, length);
    int slot = (hash ^ hash >>> 15) & SHARED - 1;
    String known = shared[slot];
    if (known.length() == length && same(known, from)) return known;
    return shared[slot] = new String(buffer, from, length);
  }

  private boolean same(String known, int from) {
    for (int i = 0; i < known.length(); i++) if (known.charAt(i) != buffer[from + i]) return false;
    return true;
  }

  private String quoted() throws IOException {
    var text = new StringBuilder();
    at++;
    while (more()) {
      char c = buffer[at++];
      if (c == '"') {
        if (!more() || buffer[at] != '"') return closed(text);
        at++;
      } else if (c == '\n') {
        line++;
      }
      if (text.length() == limit) throw tooLong();
      text.append(c);
    }
    throw new Broken("Missing closing quote");
  }

  private String closed(StringBuilder text) throws IOException {
    while (more() && buffer[at] == ' ') at++;
    if (!more()) return text.toString();
    char c = buffer[at];
    if (c == separator || c == '\n' || c == '\r') return text.toString();
    throw new Broken("'" + c + "' follows a closing quote");
  }

  private Broken tooLong() {
    return new Broken("a cell may hold at most " + limit + " characters");
  }

  private boolean more() throws IOException {
    if (at < end) return true;
    at = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }

  /** Moves what is kept to the front and reads on behind it; false at the end. */
  private boolean extend(int from) throws IOException {
    int kept = end - from;
    if (kept > buffer.length / 2) buffer = Arrays.copyOfRange(buffer, from, from + 2 * kept + 2);
    else System.arraycopy(buffer, from, buffer, 0, kept);
    at = kept;
    int got = in.read(buffer, kept, buffer.length - kept);
    end = kept + Math.max(0, got);
    return got > 0;
  }
}
