package org.penchant.data.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.penchant.core.problems.Problems;

/** Decodes UTF-8 and says the line and the byte offset where it is not UTF-8. */
final class StrictUtf8Reader extends Reader {
  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
  private long offset;
  private long line = 1;
  private boolean ended;

  /** Reads {@code in}, whose first byte stands at {@code offset} of the unpacked file. */
  StrictUtf8Reader(InputStream in, long offset) {
    this.in = in;
    this.offset = offset;
  }

  /** Bytes that are not UTF-8. */
  static final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;
    private final long line;
    private final long offset;
    private final int value;

    Malformed(long line, long offset, int value) {
      super("not UTF-8 at byte " + offset);
      this.line = line;
      this.offset = offset;
      this.value = value;
    }

    long line() {
      return line;
    }

    /** Says what stands where. */
    void report(String place, Problems problems) {
      StrictUtf8Reader.report(place, offset, value, problems);
    }
  }

  static void report(String place, long offset, int value, Problems problems) {
    problems.error(
        place,
        "0x" + HexFormat.of().toHexDigits((byte) value),
        "not UTF-8 at byte " + offset + " of the unpacked file",
        "convert the file to UTF-8");
  }

  @Override
  public int read(char[] into, int from, int n) throws IOException {
    if (n == 0) return 0;
    CharBuffer out = CharBuffer.wrap(into, from, n);
    while (true) {
      int before = bytes.position();
      CoderResult result = decoder.decode(bytes, out, ended);
      offset += bytes.position() - before;
      int got = out.position() - from;
      for (int i = from; i < from + got; i++) if (into[i] == '\n') line++;
      if (got > 0) return got;
      if (result.isError()) throw new Malformed(line, offset, bytes.get(bytes.position()) & 0xff);
      if (ended) return -1;
      if (result.isOverflow())
        throw new IOException("a surrogate pair needs room for two characters");
      fill();
    }
  }

  private void fill() throws IOException {
    bytes.compact();
    int got = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (got < 0) ended = true;
    else bytes.position(bytes.position() + got);
    bytes.flip();
  }

  /** Leaves the stream open; it belongs to whoever opened it. */
  @Override
  public void close() {}
}
