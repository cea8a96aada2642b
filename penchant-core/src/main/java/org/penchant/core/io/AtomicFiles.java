package org.penchant.core.io;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes files so that a reader, a crash or a full disk meets the old content or the new, never a
 * part: content goes to a temporary name in the same folder, reaches the disk, and then takes the
 * name in one step. Folders that are missing are made; on failure nothing new stays behind.
 */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** What writes the content. */
  @FunctionalInterface
  public interface Sink {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes {@code text} in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, out -> out.write(bytes));
  }

  /** Writes what {@code sink} streams; the stream is buffered and need not be closed. */
  public static void write(Path file, Sink sink) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path name = file.getFileName();
    if (folder == null || name == null) throw new IOException(file + " is not the name of a file");
    Files.createDirectories(folder);
    // Names of its own for every process and thread, so that two writers never share a part.
    String writer = ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId();
    Path temporary = folder.resolve("." + name + "." + writer + ".tmp");
    try {
      try (var channel = FileChannel.open(temporary, CREATE, TRUNCATE_EXISTING, WRITE);
          var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
        sink.writeTo(out);
        out.flush();
        channel.force(true);
      }
      move(temporary, folder.resolve(name));
    } finally {
      Files.deleteIfExists(temporary);
    }
    forceFolder(folder);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The move itself survives a power cut only once the folder is on the disk. */
  private static void forceFolder(Path folder) {
    try (var channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Some systems cannot open a folder; the content itself is already safe there.
      return;
    }
  }
}
