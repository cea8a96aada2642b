package org.penchant.align.lm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.penchant.core.io.Folders;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/** Writes a folder under a temporary name beside it, then moves it into place whole. */
public final class FolderWriter {
  private FolderWriter() {}

  /** Fills a folder. */
  @FunctionalInterface
  public interface Filler {
    void fill(Path folder) throws IOException;
  }

  /**
   * Writes {@code target}, which must not exist or be empty.
   *
   * @throws ProblemsException if something is there already
   */
  public static void write(Path target, Filler filler) throws IOException {
    refuseIfOccupied(target);
    Path parent = target.toAbsolutePath().getParent();
    if (parent != null) Files.createDirectories(parent);
    Path temporary =
        target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    Folders.delete(temporary);
    Files.createDirectory(temporary);
    try {
      filler.fill(temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(temporary);
    }
  }

  /** Throws if {@code target} exists and is not an empty folder. */
  public static void refuseIfOccupied(Path target) throws IOException {
    if (!Files.exists(target)) return;
    if (Files.isDirectory(target))
      try (var inside = Files.list(target)) {
        if (inside.findAny().isEmpty()) return;
      }
    throw ProblemsException.of(
        ExitCode.IO,
        target.toString(),
        "",
        "exists already and is not an empty folder",
        "name another folder, or remove it");
  }
}
