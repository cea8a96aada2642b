package org.penchant.data.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An open file: unpacked, its byte order mark skipped, hashed as its bytes go by. */
final class Input implements AutoCloseable {
  private static final int HEAD = 1 << 12;

  private final Path path;
  private final DigestInputStream raw;
  private final Compression compression;
  private final BufferedInputStream text;
  private final byte[] head;
  private final int mark;

  private Input(Path path, DigestInputStream raw, Compression compression, InputStream unpacked)
      throws IOException {
    this.path = path;
    this.raw = raw;
    this.compression = compression;
    this.text = new BufferedInputStream(unpacked, 1 << 16);
    this.mark = Compression.starts(peek(text, 3), 0xef, 0xbb, 0xbf) ? 3 : 0;
    text.skipNBytes(mark);
    this.head = peek(text, HEAD);
  }

  /** Opens a file whose packing is readable, or reports that it is not. */
  static Input open(Path path) throws IOException {
    var file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    try {
      Compression compression = Compression.of(peek(file, Compression.MAGIC));
      var raw = new DigestInputStream(file, sha256());
      var unpacked =
          compression.readable() ? new Unpacked(compression, raw) : InputStream.nullInputStream();
      return new Input(path, raw, compression, unpacked);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  String name() {
    return path.toString();
  }

  Compression compression() {
    return compression;
  }

  /** The first bytes after unpacking, fewer than asked for at the end. */
  byte[] head() {
    return head;
  }

  /** How many bytes of byte order mark were skipped. */
  int mark() {
    return mark;
  }

  /** The unpacked bytes; belongs to this input. */
  InputStream stream() {
    return text;
  }

  /** Reads what is left and returns the SHA-256 of the file's bytes in hexadecimal. */
  String sha256Hex() throws IOException {
    raw.transferTo(java.io.OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(raw.getMessageDigest().digest());
  }

  @Override
  public void close() throws IOException {
    text.close();
    raw.close();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] peek(BufferedInputStream in, int n) throws IOException {
    in.mark(n);
    byte[] head = in.readNBytes(n);
    in.reset();
    return head;
  }
}
