package org.penchant.core.problems;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.problems.Problem.Severity;

/**
 * Collects every error and warning of one piece of work, so that a user sees all of them at once.
 *
 * <p>Errors beyond {@link #limit()} are counted, not kept. {@link #throwIfErrors} ends the work
 * with a {@link ProblemsException} whose {@link ExitCode} says of what kind the errors are.
 */
public final class Problems {
  public static final int DEFAULT_LIMIT = 20;
  private static final int SHOWN_VALUE = 80;

  private final int limit;
  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private long errorCount;
  private long warningCount;

  public Problems() {
    this(DEFAULT_LIMIT);
  }

  /** Keeps at most {@code limit} errors and as many warnings; the rest are counted. */
  public Problems(int limit) {
    if (limit < 1) throw new IllegalArgumentException("limit = " + limit + ", must be at least 1");
    this.limit = limit;
  }

  public Problems error(String place, Object value, String rule, String remedy) {
    return add(new Problem(Severity.ERROR, place, shorten(value), rule, remedy));
  }

  public Problems warn(String place, Object value, String rule, String remedy) {
    return add(new Problem(Severity.WARNING, place, shorten(value), rule, remedy));
  }

  public Problems add(Problem problem) {
    if (problem.severity() == Severity.ERROR) {
      errorCount++;
      if (errors.size() < limit) errors.add(problem);
    } else {
      warningCount++;
      if (warnings.size() < limit) warnings.add(problem);
    }
    return this;
  }

  public int limit() {
    return limit;
  }

  public List<Problem> errors() {
    return List.copyOf(errors);
  }

  public List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  /** All errors seen, those beyond the limit included. */
  public long errorCount() {
    return errorCount;
  }

  /** All warnings seen, those beyond the limit included. */
  public long warningCount() {
    return warningCount;
  }

  public boolean hasErrors() {
    return errorCount > 0;
  }

  /**
   * Ends the work if there was an error.
   *
   * @throws ProblemsException with all errors kept
   */
  public void throwIfErrors(ExitCode code) {
    if (hasErrors()) throw new ProblemsException(code, errors, errorCount);
  }

  private static String shorten(Object value) {
    String text = String.valueOf(value).replace("\n", "\\n").replace("\r", "\\r");
    return text.length() <= SHOWN_VALUE ? text : text.substring(0, SHOWN_VALUE) + "...";
  }
}
