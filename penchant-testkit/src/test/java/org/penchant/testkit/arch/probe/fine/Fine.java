package org.penchant.testkit.arch.probe.fine;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;

/** Right in every method: the arguments are given. */
public final class Fine {
  static Object random(long seed) {
    return new Random(seed);
  }

  static Object splittable(long seed) {
    return new SplittableRandom(seed);
  }

  static void shuffle(List<String> list, Random random) {
    Collections.shuffle(list, random);
  }

  static String format(double x) {
    return String.format(Locale.ROOT, "%f", x).toLowerCase(Locale.ROOT);
  }

  static String bytes(String s) {
    return new String(s.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  static String characters(char[] c) {
    return new String(c);
  }

  static Object reader(InputStream in) {
    return new InputStreamReader(in, StandardCharsets.UTF_8);
  }

  static String buffer(ByteArrayOutputStream out) {
    return out.toString(StandardCharsets.UTF_8);
  }

  static Object now(Clock clock) {
    return Instant.now(clock);
  }

  static void print(PrintWriter out, double x) {
    out.printf(Locale.ROOT, "%f", x);
  }

  static Object thread(Runnable work) {
    return Thread.ofPlatform().unstarted(work);
  }
}
