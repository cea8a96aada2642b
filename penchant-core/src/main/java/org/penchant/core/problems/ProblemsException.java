package org.penchant.core.problems;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Work that ended because of problems the user can mend; carries all of them and the exit code. */
public final class ProblemsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;
  private final transient List<Problem> problems;

  public ProblemsException(ExitCode code, List<Problem> problems, long total) {
    super(message(problems, total));
    this.code = code;
    this.problems = List.copyOf(problems);
  }

  /** One error alone. */
  public static ProblemsException of(
      ExitCode code, String place, Object value, String rule, String remedy) {
    var all = new Problems().error(place, value, rule, remedy);
    return new ProblemsException(code, all.errors(), 1);
  }

  public ExitCode code() {
    return code;
  }

  public List<Problem> problems() {
    return problems;
  }

  /** The message, a line for each problem. */
  public Stream<String> lines() {
    return String.valueOf(getMessage()).lines();
  }

  private static String message(List<Problem> problems, long total) {
    String lines = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    return total > problems.size()
        ? lines + "\n... and " + (total - problems.size()) + " more"
        : lines;
  }
}
