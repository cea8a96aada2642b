package org.penchant.rank.judge;

import java.util.Optional;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * Counts replies that could not be read, and ends the work when they are too many: a judge that
 * does not follow its format says nothing. Thread-safe.
 */
public final class FailureLimit {
  /** Replies before which the share is not looked at. */
  private static final int FIRST = 20;

  private final double share;
  private int replies;
  private int failed;
  private String last = "";

  /**
   * @param share of replies that may be unreadable, in [0, 1]
   */
  public FailureLimit(double share) {
    if (!(share >= 0 && share <= 1))
      throw new IllegalArgumentException("share = " + share + ", must be in [0, 1]");
    this.share = share;
  }

  /**
   * Counts what was read of a reply.
   *
   * @throws ProblemsException if more than the share of at least 20 replies could not be read
   */
  public synchronized <T> Optional<T> count(Optional<T> read, String reply) {
    replies++;
    if (read.isPresent()) return read;
    failed++;
    last = reply;
    if (replies >= FIRST && failed > share * replies)
      throw ProblemsException.of(
          ExitCode.GATE_FAILED,
          "judge",
          failed + " of " + replies + " replies, the last: " + reply,
          "at most " + share + " of the replies may be unreadable",
          "look at the replies; change the prompt, or raise --unreadable");
    return read;
  }

  /** The last reply that could not be read; empty if all could. */
  public synchronized String last() {
    return last;
  }

  public synchronized int replies() {
    return replies;
  }

  public synchronized int failed() {
    return failed;
  }
}
