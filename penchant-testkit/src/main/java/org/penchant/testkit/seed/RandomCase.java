package org.penchant.testkit.seed;

import java.lang.StackWalker.Option;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.opentest4j.TestAbortedException;

/**
 * Runs a check on random inputs. The root seed is the system property {@value #PROPERTY}, or else
 * depends on the name of the test class alone. A failure says how to see it again: the seed it
 * names is that of the failing repetition, which then comes first.
 */
public final class RandomCase {
  /** The system property that sets the root seed. */
  public static final String PROPERTY = "tests.seed";

  private static final StackWalker CALLER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  private RandomCase() {}

  /** A check that draws its inputs; it fails by throwing. */
  @FunctionalInterface
  public interface Check {
    void accept(RandomGenerator random) throws Exception;
  }

  /**
   * Repeats {@code check}, each time with a fresh generator.
   *
   * @param times how often, at least 1
   * @throws AssertionError at the first failure, with the line that reproduces it
   */
  public static void run(int times, Check check) {
    if (times < 1) throw new IllegalArgumentException("times = " + times + ", must be at least 1");
    Class<?> test = CALLER.getCallerClass();
    long root = root(test);
    for (int i = 0; i < times; i++) {
      long seed = root + i * 0x9e3779b97f4a7c15L;
      try {
        check.accept(new SplittableRandom(seed));
      } catch (TestAbortedException e) {
        throw e;
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            String.valueOf(e.getMessage()) + "\n" + reproduce(seed, test.getSimpleName()), e);
      }
    }
  }

  /** A generator for the calling test class, for a test that draws its inputs once. */
  public static RandomGenerator random() {
    return new SplittableRandom(root(CALLER.getCallerClass()));
  }

  private static String reproduce(long seed, String test) {
    return "reproduce: ./penchant test -D" + PROPERTY + "=" + seed + " -Dtest=" + test;
  }

  private static long root(Class<?> test) {
    String given = System.getProperty(PROPERTY, "");
    if (!given.isEmpty()) return Long.parseLong(given);
    long hash = 0;
    for (char c : test.getName().toCharArray()) hash = hash * 1_000_003 + c;
    return hash;
  }
}
