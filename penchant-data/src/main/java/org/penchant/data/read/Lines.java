package org.penchant.data.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.Problems;

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

  /** Whether the line passes the limit; what is kept of it is then of no use. */
  boolean tooLong() {
    return tooLong;
  }

  /** The line as text; null where it is too long or not UTF-8, which is reported. */
  @Nullable String text(CharsetDecoder decoder, String place, Problems problems) {
    if (tooLong) {
      problems.error(
          place,
          "",
          "a line may hold at most " + limit + " bytes",
          "raise --line-limit, or check that lines end with LF");
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(line, 0, length);
    try {
      return decoder.decode(bytes).toString();
    } catch (CharacterCodingException e) {
      StrictUtf8Reader.report(
          place, start + bytes.position(), bytes.get(bytes.position()) & 0xff, problems);
      return null;
    }
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
