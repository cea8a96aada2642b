package org.penchant.app.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.penchant.app.reward.bench.Field;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import picocli.CommandLine.Option;

/** Where the columns of a benchmark's file stand. */
final class BenchFieldOptions {
  @Option(
      names = "--field",
      paramLabel = "FIELD=NAME",
      description =
          "Where a column of the file stands, such as prompt=question; may be given again.")
  private List<String> fields = List.of();

  boolean given() {
    return !fields.isEmpty();
  }

  /**
   * Names of columns by what they mean.
   *
   * @throws org.penchant.core.problems.ProblemsException if an option names no field
   */
  Map<Field, String> columns() {
    var columns = new HashMap<Field, String>();
    var usage = new Problems();
    named("--field", fields, usage)
        .forEach((key, name) ->
            Stream.of(Field.values())
                .filter(f -> f.key().equals(key.toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresentOrElse(
                    f -> columns.put(f, name),
                    () -> usage.error("--field", key, "is no field", "they are " + keys())));
    usage.throwIfErrors(ExitCode.USAGE);
    return columns;
  }

  private static String keys() {
    return Stream.of(Field.values()).map(Field::key).collect(Collectors.joining(", "));
  }

  /** Options of two names each, by the first. */
  static Map<String, String> named(String option, List<String> all, Problems usage) {
    var named = new HashMap<String, String>();
    for (String one : all) {
      int at = one.indexOf('=');
      if (at < 1 || at == one.length() - 1)
        usage.error(option, one, "must be two names with = between them", "see --help");
      else named.put(one.substring(0, at), one.substring(at + 1));
    }
    return named;
  }
}
