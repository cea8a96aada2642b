package org.penchant.rank.judge.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penchant.core.io.AtomicFiles;

/**
 * Replies on disk, one file each, under the hash of model, question and sample. A file that cannot
 * be read as a reply is asked for again.
 */
public final class ReplyCache {
  private final @Nullable Path folder;

  private ReplyCache(@Nullable Path folder) {
    this.folder = folder;
  }

  /** Keeps nothing. */
  public static ReplyCache none() {
    return new ReplyCache(null);
  }

  /** Keeps replies in a folder, which is made if need be. */
  public static ReplyCache in(Path folder) {
    return new ReplyCache(folder);
  }

  Optional<String> get(String key) {
    if (folder == null) return Optional.empty();
    try {
      return Optional.of(Files.readString(file(folder, key)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void put(String key, String body) {
    if (folder == null) return;
    try {
      Path file = file(folder, key);
      Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
      AtomicFiles.write(file, body);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path file(Path folder, String key) {
    return folder.resolve(key.substring(0, 2)).resolve(key + ".json");
  }
}
