package org.penchant.data.read;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/** Opens files one after another; what cannot be opened, unpacked or decoded is said in words. */
final class Opening {
  private final Problems problems;
  private boolean unreadable;

  Opening(Problems problems) {
    this.problems = problems;
  }

  /** What is done with an open file. */
  interface Body {
    void read(Input input, Container container) throws IOException;

    /** The index of the record after the last one met. */
    long next();
  }

  /** Facts of the file, or nothing after an error in it. */
  Optional<FileFacts> read(Path file, Body body) {
    try {
      return opened(file, body);
    } catch (Unpacked.Broken e) {
      broken(file.toString(), e);
    } catch (IOException e) {
      unreadable = true;
      problems.error(file.toString(), "", reason(e), "check the path and its permissions");
    }
    return Optional.empty();
  }

  /**
   * Ends the work if there was an error.
   *
   * @throws ProblemsException with {@link ExitCode#IO} if a file could not be read, else with
   *     {@link ExitCode#BAD_DATA}
   */
  void throwIfErrors() {
    problems.throwIfErrors(unreadable ? ExitCode.IO : ExitCode.BAD_DATA);
  }

  /**
   * Ends the work if a file could not be read.
   *
   * @throws ProblemsException with {@link ExitCode#IO}
   */
  void throwIfUnreadable() {
    if (unreadable) problems.throwIfErrors(ExitCode.IO);
  }

  private Optional<FileFacts> opened(Path file, Body body) throws IOException {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      problems.error(name, "", "is a folder, not a file", "name the files in it");
      return Optional.empty();
    }
    long before = problems.errorCount();
    try (Input input = Input.open(file)) {
      if (!readable(input)) return Optional.empty();
      Container container = Container.of(name, input.head());
      try {
        body.read(input, container);
      } catch (StrictUtf8Reader.Malformed e) {
        e.report(Row.place(name, body.next(), e.line()), problems);
      } catch (Unpacked.Broken e) {
        broken(name + " after " + body.next() + " rows", e);
      }
      if (body.next() == 0 && problems.errorCount() == before)
        problems.error(name, "", "holds no rows", "give a file with data");
      if (problems.errorCount() > before) return Optional.empty();
      return Optional.of(
          new FileFacts(name, input.sha256Hex(), Files.size(file), container, input.compression()));
    }
  }

  private boolean readable(Input input) {
    String name = input.name();
    byte[] head = input.head();
    if (!input.compression().readable()) {
      problems.error(
          name, input.compression(), "only gzip and zstd are unpacked", "unpack the file first");
      return false;
    }
    if (head.length == 0) {
      problems.error(name, "", "is empty", "give a file with data");
      return false;
    }
    boolean wide =
        Compression.starts(head, 0xff, 0xfe)
            || Compression.starts(head, 0xfe, 0xff)
            || (head.length > 3 && (head[0] == 0) != (head[1] == 0));
    if (!wide) return true;
    problems.error(name, "UTF-16 or UTF-32", "text must be UTF-8", "convert the file to UTF-8");
    return false;
  }

  private void broken(String place, Unpacked.Broken e) {
    problems.error(
        place,
        e.getMessage() == null ? "" : e.getMessage(),
        "the packed file is cut short or damaged",
        "copy or download it again");
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _, FileNotFoundException _ -> "no such file";
      case AccessDeniedException _ -> "may not be read";
      default -> "cannot be read: " + e.getMessage();
    };
  }
}
