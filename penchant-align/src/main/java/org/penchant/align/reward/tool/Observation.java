package org.penchant.align.reward.tool;

/**
 * What a call returned.
 *
 * @param text the answer, or "tool failed: " and why
 */
public record Observation(String tool, String input, String text) {
  private static final String FAILED = "tool failed: ";

  static Observation failure(String tool, String input, String why) {
    return new Observation(tool, input, FAILED + why);
  }

  /** Whether the tool gave no answer. */
  public boolean failed() {
    return text.startsWith(FAILED);
  }
}
