package org.penchant.data.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a byte stream: LF ends a line and CR before it belongs to the end; nothing else
 * does, U+2028 least of all.
 */
final class Lines {
  private final InputStream in;
  private final int limit;
  private final byte[] chunk = new byte[1 << 16];
  private int at;
  private int end;
  private byte[] line = new byte[1 << 12];
  private int length;
  private long number;
  private long start;
  private long next;
  private boolean tooLong;

  /** Lines of at most {@code limit} bytes; {@code offset} is where the first one begins. */
  Lines(InputStream in, int limit, long offset) {
    this.in = in;
    this.limit = limit;
    this.next = offset;
  }

  /** Goes to the next line; false at the end. The bytes are valid until the next call. */
  boolean advance() throws IOException {
    start = next;
    length = 0;
    tooLong = false;
    boolean any = false;
    while (fill()) {
      any = true;
      int stop = at;
      while (stop < end && chunk[stop] != '\n') stop++;
      append(stop - at);
      boolean ended = stop < end;
      next += stop - at + (ended ? 1 : 0);
      at = ended ? stop + 1 : stop;
      if (ended) break;
    }
    if (!any) return false;
    number++;
    if (length > 0 && line[length - 1] == '\r') length--;
    return true;
  }

  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  /** 1-based. */
  long number() {
    return number;
  }

  /** Where the line begins in the unpacked file, in bytes. */
  long start() {
    return start;
  }

  /** Whether the line passes the limit; what is kept of it is then of no use. */
  boolean tooLong() {
    return tooLong;
  }

  private boolean fill() throws IOException {
    if (at < end) return true;
    at = 0;
    end = Math.max(0, in.read(chunk, 0, chunk.length));
    return end > 0;
  }

  private void append(int n) {
    if (tooLong || n > limit - length) {
      tooLong = true;
      return;
    }
    if (line.length - length < n)
      line = Arrays.copyOf(line, (int) Math.min(limit, Math.max(length + n, 2L * line.length)));
    System.arraycopy(chunk, at, line, length, n);
    length += n;
  }
}
