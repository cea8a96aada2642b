package org.penchant.align.reward.tool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.penchant.core.io.Folders;

/**
 * Runs code by a command of the user's, the code on its standard input, in an empty folder, without
 * the caller's environment, with limits of time, memory and output. These keep mistakes harmless;
 * they do not keep hostile code from the network or from files it may read. No box holds this tool
 * unless it is put there: where answers are not trusted, let the command be a sandbox.
 *
 * @param command program and arguments, such as the path of an interpreter that reads its input
 * @param seconds it may take
 * @param megabytes of address space, by the shell's ulimit; 0 for no limit
 * @param bytes of output; what is more ends the program
 */
public record CodeRunner(List<String> command, double seconds, int megabytes, int bytes)
    implements Tool {
  public CodeRunner {
    command = List.copyOf(command);
    if (command.isEmpty() || !(seconds > 0) || megabytes < 0 || bytes < 1)
      throw new IllegalArgumentException(
          "code runner " + command + ": " + seconds + " s, " + megabytes + " MB, " + bytes);
  }

  /** A command with 10 seconds, 1024 megabytes and 100,000 bytes of output. */
  public static CodeRunner of(List<String> command) {
    return new CodeRunner(command, 10, 1024, 100_000);
  }

  @Override
  public String name() {
    return "code";
  }

  @Override
  public String takes() {
    return "a program that prints what it finds";
  }

  @Override
  public String run(String input) throws ToolException {
    try {
      Path folder = Files.createTempDirectory("penchant-code-");
      try {
        return run(input, folder);
      } finally {
        Folders.delete(folder);
      }
    } catch (IOException failed) {
      throw new ToolException("the program did not start");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted");
    }
  }

  private String run(String code, Path folder)
      throws IOException, InterruptedException, ToolException {
    Path input = Files.writeString(folder.resolve("input"), code, StandardCharsets.UTF_8);
    var builder = new ProcessBuilder(limited()).directory(folder.toFile());
    builder.environment().clear();
    var process = builder.redirectErrorStream(true).redirectInput(input.toFile()).start();
    var reader = new Reader(process, bytes);
    reader.setDaemon(true);
    try {
      reader.start();
      boolean ended = process.waitFor(Math.round(seconds * 1e9), TimeUnit.NANOSECONDS);
      if (!ended) throw new ToolException("the program took longer than " + seconds + " s");
      reader.join(1000);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (reader.overflowed()) throw new ToolException("more than " + bytes + " bytes of output");
    String text = reader.text().strip();
    int exit = process.exitValue();
    if (exit != 0)
      throw new ToolException("exit code " + exit + (text.isEmpty() ? "" : ": " + text));
    return text;
  }

  private List<String> limited() {
    if (megabytes == 0) return command;
    var all = new ArrayList<>(List.of("sh", "-c", "ulimit -v \"$0\" && exec \"$@\""));
    all.add(String.valueOf(megabytes * 1024L));
    all.addAll(command);
    return all;
  }

  /** Takes output as it comes, so that the program never waits for a full pipe. */
  private static final class Reader extends Thread {
    private final Process process;
    private final int most;
    private byte[] read = new byte[0];
    private boolean over;

    Reader(Process process, int most) {
      super("output of code");
      this.process = process;
      this.most = most;
    }

    @Override
    public void run() {
      try (InputStream out = process.getInputStream()) {
        byte[] all = out.readNBytes(most + 1);
        keep(all);
        if (all.length > most) process.destroyForcibly();
      } catch (IOException closed) {
        // The program was ended: what it wrote no longer matters.
        return;
      }
    }

    private synchronized void keep(byte[] all) {
      over = all.length > most;
      read = all;
    }

    synchronized boolean overflowed() {
      return over;
    }

    synchronized String text() {
      return new String(read, StandardCharsets.UTF_8);
    }
  }
}
