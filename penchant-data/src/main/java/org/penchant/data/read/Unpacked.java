package org.penchant.data.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Unpacks on demand and says {@link Broken} where the packing, not the disk, is at fault. */
final class Unpacked extends InputStream {
  private final Compression compression;
  private final Watched packed;
  private @Nullable InputStream unpacked;

  Unpacked(Compression compression, InputStream packed) {
    this.compression = compression;
    this.packed = new Watched(packed);
  }

  /** A packed stream that ends early or holds what its format forbids. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1L;

    Broken(Compression compression, IOException cause) {
      super(compression + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
      return cause instanceof EOFException || cause.getMessage() == null
          ? "ends early"
          : cause.getMessage();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int n) throws IOException {
    try {
      InputStream open = unpacked;
      if (open == null) unpacked = open = compression.open(packed);
      return open.read(into, from, n);
    } catch (IOException e) {
      if (packed.failed || compression == Compression.NONE) throw e;
      throw new Broken(compression, e);
    }
  }

  @Override
  public void close() throws IOException {
    if (unpacked != null) unpacked.close();
    packed.close();
  }

  private static final class Watched extends InputStream {
    private final InputStream in;
    private boolean failed;

    Watched(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }

    @Override
    public int read(byte[] into, int from, int n) throws IOException {
      try {
        return in.read(into, from, n);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }

    /** A gzip reader asks this to learn whether another member follows. */
    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
