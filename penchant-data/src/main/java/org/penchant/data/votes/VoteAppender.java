package org.penchant.data.votes;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.Vote;

/**
 * Adds votes to a file, one whole line each, which is on the disk when {@link #append} returns.
 * What stands in the file is never touched: a file whose last line has no end is refused, and a
 * line that could not be written whole is taken back. Writers in other processes wait for each
 * other. The file is JSON lines or CSV; the columns are those it has, or {@code model_a, model_b,
 * winner, annotator, prompt_id} where it is new.
 */
public final class VoteAppender implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final VoteLines lines;

  private VoteAppender(Path file, FileChannel channel, VoteLines lines) {
    this.file = file;
    this.channel = channel;
    this.lines = lines;
  }

  /**
   * Opens a file, which is made if it is not there.
   *
   * @param options under which names the columns stand
   * @throws ProblemsException with {@link ExitCode#BAD_DATA} if the file cannot be added to as it
   *     is, with {@link ExitCode#IO} if it cannot be read or written
   */
  public static VoteAppender open(Path file, VoteOptions options) {
    FileChannel channel = null;
    try {
      var lines = VoteLines.of(file, options, new Problems());
      channel = FileChannel.open(file, CREATE, READ, WRITE);
      whole(file, channel);
      return new VoteAppender(file, channel, lines);
    } catch (IOException e) {
      throw failed(file, e);
    } catch (ProblemsException e) {
      if (channel != null) closed(file, channel);
      throw e;
    }
  }

  /**
   * Adds a vote.
   *
   * @throws ProblemsException with {@link ExitCode#BAD_DATA} if the file has no column for what the
   *     vote says or its last line has no end, with {@link ExitCode#IO} if it cannot be written;
   *     the file is then as it was
   */
  public synchronized void append(Vote vote) {
    String line = lines.line(vote);
    try (var lock = channel.lock()) {
      whole(file, channel);
      long before = channel.size();
      try {
        write((before == 0 ? lines.header() : "") + line, before);
        channel.force(true);
      } catch (IOException e) {
        channel.truncate(before);
        throw e;
      }
    } catch (OverlappingFileLockException e) {
      throw ProblemsException.of(
          ExitCode.IO,
          file.toString(),
          "",
          "another part of this program adds a vote",
          "try again");
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  @Override
  public void close() {
    closed(file, channel);
  }

  private void write(String text, long from) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    long at = from;
    while (bytes.hasRemaining()) at += channel.write(bytes, at);
  }

  private static void whole(Path file, FileChannel channel) throws IOException {
    if (channel.size() == 0) return;
    var last = ByteBuffer.allocate(1);
    if (channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n') return;
    throw ProblemsException.of(
        ExitCode.BAD_DATA,
        file.toString(),
        "",
        "the last line has no end; it may be torn",
        "complete or remove it, and end the file with a line feed");
  }

  private static void closed(Path file, FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static ProblemsException failed(Path file, IOException e) {
    String reason = "cannot be written: " + e.getMessage();
    return ProblemsException.of(
        ExitCode.IO, file.toString(), "", reason, "check the path, its permissions and the disk");
  }
}
