package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.penchant.align.reward.tool.Ablation;
import org.penchant.align.reward.tool.Calculator;
import org.penchant.align.reward.tool.CalendarTool;
import org.penchant.align.reward.tool.CodeRunner;
import org.penchant.align.reward.tool.CorpusSearch;
import org.penchant.align.reward.tool.Limits;
import org.penchant.align.reward.tool.Tool;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/**
 * How a reward model that reads traces comes by them.
 *
 * @param from whose traces are read
 * @param tools that may be asked: calculator, calendar, search=FILE, code=COMMAND
 * @param limits of calls
 * @param without what is kept from the model
 */
public record Tracing(From from, List<String> tools, Limits limits, Ablation without) {
  private static final int FOUND = 3;

  /** Whose traces are read. */
  public enum From {
    /** The model's own; of a model that was not taught to write them, the data's. */
    MODEL,
    /** Those in the data; answers without one are read alone. */
    DATA
  }

  public Tracing {
    tools = List.copyOf(tools);
  }

  /** The model's own, with calculator and calendar. */
  public static Tracing defaults() {
    return new Tracing(
        From.MODEL, List.of("calculator", "calendar"), Limits.defaults(), Ablation.NONE);
  }

  /** The same, read from elsewhere. */
  public Tracing withFrom(From other) {
    return new Tracing(other, tools, limits, without);
  }

  /**
   * The tools.
   *
   * @throws org.penchant.core.problems.ProblemsException naming those that do not exist
   */
  public List<Tool> opened() throws IOException {
    var problems = new Problems();
    var opened = new ArrayList<Tool>();
    for (String name : tools) {
      String[] parts = name.split("=", 2);
      String value = parts.length < 2 ? "" : parts[1].strip();
      switch (parts[0]) {
        case "calculator" -> opened.add(new Calculator());
        case "calendar" -> opened.add(new CalendarTool());
        case "search" -> {
          if (Files.isRegularFile(Path.of(value)))
            opened.add(CorpusSearch.of(documents(Path.of(value)), FOUND));
          else
            problems.error(
                "--tools", name, "search needs a file", "search=FILE, a document a line");
        }
        case "code" -> {
          if (!value.isEmpty()) opened.add(CodeRunner.of(List.of(value.split("\\s+"))));
          else
            problems.error(
                "--tools", name, "code needs a command", "code=COMMAND that runs its input");
        }
        default ->
            problems.error(
                "--tools", name, "no such tool", "calculator, calendar, search=FILE, code=COMMAND");
      }
    }
    problems.throwIfErrors(ExitCode.USAGE);
    return opened;
  }

  private static List<String> documents(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
  }
}
