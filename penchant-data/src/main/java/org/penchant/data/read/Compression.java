package org.penchant.data.read;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** How a file is packed; told by its first bytes, never by its name. */
public enum Compression {
  NONE,
  GZIP,
  ZSTD,
  /** Recognised only to be refused by name. */
  ZIP,
  BZIP2,
  XZ;

  /** How many bytes {@link #of} looks at. */
  static final int MAGIC = 6;

  static Compression of(byte[] head) {
    if (starts(head, 0x1f, 0x8b)) return GZIP;
    if (starts(head, 0x28, 0xb5, 0x2f, 0xfd)) return ZSTD;
    if (starts(head, 'P', 'K', 3, 4)) return ZIP;
    if (starts(head, 'B', 'Z', 'h')) return BZIP2;
    if (starts(head, 0xfd, '7', 'z', 'X', 'Z')) return XZ;
    return NONE;
  }

  boolean readable() {
    return this == NONE || this == GZIP || this == ZSTD;
  }

  InputStream open(InputStream packed) throws IOException {
    return switch (this) {
      case NONE -> packed;
      case GZIP -> new GZIPInputStream(packed, 1 << 16);
      case ZSTD -> new ZstdInputStream(packed);
      case ZIP, BZIP2, XZ -> throw new IllegalStateException(this + " cannot be read");
    };
  }

  static boolean starts(byte[] head, int... magic) {
    if (head.length < magic.length) return false;
    for (int i = 0; i < magic.length; i++) if ((head[i] & 0xff) != magic[i]) return false;
    return true;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
