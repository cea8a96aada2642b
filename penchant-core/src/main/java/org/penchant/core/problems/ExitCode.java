package org.penchant.core.problems;

/** The documented exit codes of the command line. */
public enum ExitCode {
  OK(0, "success"),
  INTERNAL(1, "a defect in Penchant; run again with --debug and report it"),
  USAGE(2, "wrong options, arguments or method composition"),
  BAD_DATA(3, "the data cannot be used as it is"),
  BAD_MODEL(4, "the model folder cannot be used as it is"),
  NON_FINITE(5, "training met a loss or gradient that is not finite"),
  GATE_FAILED(6, "a check the user asked for was not met"),
  IO(7, "a file could not be read or written"),
  INTERRUPTED(130, "stopped by a signal; --resume goes on");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  public String meaning() {
    return meaning;
  }
}
