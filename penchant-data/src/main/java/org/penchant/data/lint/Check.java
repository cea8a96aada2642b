package org.penchant.data.lint;

/**
 * One thing that may be wrong with data. An implementation sees every row once, training rows
 * before evaluation rows, and belongs to one run.
 */
public interface Check {
  /** Its name in reports: lower case words joined by hyphens, unique. */
  String name();

  /** What good data obey. */
  String rule();

  /** What a user can do about a finding. */
  String remedy();

  /** Takes the next row. */
  void see(LintRow row);

  /** What was found in the rows seen so far; asking changes nothing. */
  Found found();
}
