package org.penchant.core.problems;

/**
 * One thing wrong: where it is, what stands there, which rule it breaks and what to do.
 *
 * @param severity whether work can go on
 * @param place file and row, option, or catalogue key, in words a user can find it by
 * @param value the offending value, shortened for display; empty when its absence is the problem
 * @param rule the rule it breaks
 * @param remedy what the user can do
 */
public record Problem(Severity severity, String place, String value, String rule, String remedy) {
  /** Whether work can go on. */
  public enum Severity {
    ERROR,
    WARNING
  }

  @Override
  public String toString() {
    var text = new StringBuilder(place);
    if (!value.isEmpty()) text.append(": ").append(value);
    text.append(": ").append(rule);
    if (!remedy.isEmpty()) text.append(" (").append(remedy).append(')');
    return text.toString();
  }
}
