package org.penchant.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of this process, where the system tells (Linux); otherwise 0. */
public final class Memory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private Memory() {}

  /** The most it ever was. */
  public static long peakResidentMib() {
    return mib("VmHWM:");
  }

  /** What it is now. */
  public static long residentMib() {
    return mib("VmRSS:");
  }

  /** What it is now without pages of mapped files, which the system takes back when it likes. */
  public static long anonymousMib() {
    return mib("RssAnon:");
  }

  private static long mib(String key) {
    try {
      if (!Files.exists(STATUS)) return 0;
      for (String line : Files.readAllLines(STATUS))
        if (line.startsWith(key)) return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      return 0;
    } catch (IOException unreadable) {
      return 0;
    }
  }
}
