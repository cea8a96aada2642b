package org.penchant.data.lint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;

/**
 * The first 128 bits of SHA-256 of a content: stands for it where millions of rows are compared.
 */
record Fingerprint(long high, long low) implements Comparable<Fingerprint> {
  static Fingerprint of(String... parts) {
    MessageDigest digest = sha256();
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(length.clear().putInt(bytes.length).flip());
      digest.update(bytes);
    }
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new Fingerprint(hash.getLong(), hash.getLong());
  }

  static Fingerprint of(Content content) {
    return of(content instanceof Content.Text ? "text" : "chat", content.plain());
  }

  /** Of the prompt and the candidates, in whatever order these stand. */
  static Fingerprint ofQuestion(Comparison row) {
    List<String> candidates =
        row.candidates().stream().map(Candidate::content).map(Content::plain).sorted().toList();
    return of(row.prompt().plain(), String.join("\0", candidates));
  }

  @Override
  public int compareTo(Fingerprint other) {
    int order = Long.compare(high, other.high);
    return order != 0 ? order : Long.compare(low, other.low);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
