package org.penchant.data.lint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.penchant.core.preference.Content;

/** Takes fingerprints: the first 128 bits of SHA-256. For one thread. */
final class Fingerprints {
  private final MessageDigest digest;

  Fingerprints() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  Fingerprint of(String text) {
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    return new Fingerprint(hash.getLong(), hash.getLong());
  }

  /** Text and messages never share one, whatever they say. */
  Fingerprint of(Content content) {
    return switch (content) {
      case Content.Text text -> of("t" + text.text());
      case Content.Chat chat -> of("c" + chat.plain());
    };
  }
}
