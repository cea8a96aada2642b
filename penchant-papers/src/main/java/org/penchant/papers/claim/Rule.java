package org.penchant.papers.claim;

import java.util.Arrays;
import org.penchant.core.stats.TTest;

/** What a criterion asks of a difference over seeds. */
public sealed interface Rule {
  /**
   * @param test of the differences against 0
   * @param differences one for each seed
   */
  boolean holds(TTest test, double[] differences);

  /** The rule in words, for tables. */
  String words();

  /** The mean is at least {@code least}, positive, and t exceeds {@code t}. */
  record Exceeds(double least, double t) implements Rule {
    public static Exceeds defaults() {
      return new Exceeds(0, 3);
    }

    @Override
    public boolean holds(TTest test, double[] differences) {
      return test.difference() >= least && test.t() > t;
    }

    @Override
    public String words() {
      return (least > 0 ? ">= " + least + ", " : "") + "t > " + number(t);
    }
  }

  /** The mean is negative with -t above {@code t}. */
  record FallsBelow(double t) implements Rule {
    public static FallsBelow defaults() {
      return new FallsBelow(3);
    }

    @Override
    public boolean holds(TTest test, double[] differences) {
      return test.t() < -t;
    }

    @Override
    public String words() {
      return "t < -" + number(t);
    }
  }

  /** {@link Exceeds} with the same t does not hold: what a control must show. */
  record DoesNotExceed(double t) implements Rule {
    public static DoesNotExceed defaults() {
      return new DoesNotExceed(3);
    }

    @Override
    public boolean holds(TTest test, double[] differences) {
      return !(test.t() > t);
    }

    @Override
    public String words() {
      return "not t > " + number(t);
    }
  }

  /** The mean is not negative. */
  record IsNotLower() implements Rule {
    @Override
    public boolean holds(TTest test, double[] differences) {
      return test.difference() >= 0;
    }

    @Override
    public String words() {
      return "mean >= 0";
    }
  }

  /** The mean is at least {@code value}. */
  record AtLeast(double value) implements Rule {
    @Override
    public boolean holds(TTest test, double[] differences) {
      return test.difference() >= value;
    }

    @Override
    public String words() {
      return "mean >= " + number(value);
    }
  }

  /** The mean is at most {@code value}. */
  record AtMost(double value) implements Rule {
    @Override
    public boolean holds(TTest test, double[] differences) {
      return test.difference() <= value;
    }

    @Override
    public String words() {
      return "mean <= " + number(value);
    }
  }

  /** The mean is within {@code by} of 0. */
  record Within(double by) implements Rule {
    @Override
    public boolean holds(TTest test, double[] differences) {
      return Math.abs(test.difference()) <= by;
    }

    @Override
    public String words() {
      return "|mean| <= " + number(by);
    }
  }

  /** Every seed's difference is within {@code tolerance} of 0. */
  record Equal(double tolerance) implements Rule {
    public static Equal defaults() {
      return new Equal(0);
    }

    @Override
    public boolean holds(TTest test, double[] differences) {
      return Arrays.stream(differences).allMatch(d -> Math.abs(d) <= tolerance);
    }

    @Override
    public String words() {
      return tolerance == 0 ? "every seed = 0" : "every seed within " + number(tolerance);
    }
  }

  /** Positive on at least {@code share} of the seeds, with a mean of at least {@code least}. */
  record Wins(double share, double least) implements Rule {
    public Wins {
      if (!(share > 0 && share <= 1))
        throw new IllegalArgumentException("share = " + share + ", must be in (0, 1]");
    }

    public static Wins defaults() {
      return new Wins(1, 0);
    }

    @Override
    public boolean holds(TTest test, double[] differences) {
      long won = Arrays.stream(differences).filter(d -> d > 0).count();
      // A product such as 0.7 * 10 must not ask for an eighth win.
      return won >= share * differences.length - 1e-9 && test.difference() >= least;
    }

    @Override
    public String words() {
      return (least > 0 ? ">= " + least + ", " : "")
          + "wins on "
          + number(Math.rint(share * 1000) / 10)
          + " % of seeds";
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
