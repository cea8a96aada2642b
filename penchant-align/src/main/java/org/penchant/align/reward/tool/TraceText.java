package org.penchant.align.reward.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.penchant.align.reward.tool.Trace.Step;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * A trace as text and back. Every field is one line; in fields a backslash stands before backslash,
 * "&lt;" and the colon of a word that begins a field, and line ends are written \n and \r, so that
 * no answer can pass for an observation.
 */
public final class TraceText {
  /** Begins a call. */
  public static final String TOOL = "<start_tool>";

  /** Begins an observation: where the model stops and the tool is asked. */
  public static final String OBSERVATION = "<start_observation>";

  /** Begins the rationale. */
  public static final String WORK = "<start_work>";

  private static final String QUESTION = "Question: ";
  private static final String ANSWER = "Answer: ";
  private static final String THOUGHT = "Thought: ";
  private static final String INPUT = "Action Input: ";
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)(question|answer|thought|action|action input|observation|rationale|work):");

  private TraceText() {}

  /** Whose words a span of the text is. */
  public enum Part {
    /** The question. */
    QUESTION,
    /** The answer that is scored. */
    ANSWER,
    /** Thoughts and calls. */
    CALL,
    /** What tools returned. */
    OBSERVATION,
    /** The rationale. */
    WORK
  }

  /** Characters [from, to) of a text. */
  public record Span(Part part, int from, int to) {}

  /** A text with whose words its characters are: what loss masks follow from. */
  public record Rendered(String text, List<Span> spans) {}

  /** The whole trace. */
  public static Rendered render(Trace trace) {
    var out = new StringBuilder();
    var spans = new ArrayList<Span>();
    add(out, spans, Part.QUESTION, QUESTION + escape(trace.question()) + "\n");
    add(out, spans, Part.ANSWER, ANSWER + escape(trace.answer()) + "\n");
    for (var step : trace.steps()) {
      add(out, spans, Part.CALL, call(step) + OBSERVATION);
      add(out, spans, Part.OBSERVATION, escape(step.observation()) + "\n");
    }
    if (!trace.work().isEmpty()) add(out, spans, Part.WORK, WORK + escape(trace.work()) + "\n");
    return new Rendered(out.toString(), List.copyOf(spans));
  }

  private static void add(StringBuilder out, List<Span> spans, Part part, String text) {
    spans.add(new Span(part, out.length(), out.length() + text.length()));
    out.append(text);
  }

  private static String call(Step step) {
    return THOUGHT
        + escape(step.thought())
        + "\n"
        + TOOL
        + escape(step.tool())
        + "\n"
        + INPUT
        + escape(step.input())
        + "\n";
  }

  /**
   * The trace of a text.
   *
   * @throws ProblemsException naming the line that is not as it must be
   */
  public static Trace parse(String text) {
    var lines = new Lines(text);
    String question = lines.take(QUESTION);
    String answer = lines.take(ANSWER);
    var steps = new ArrayList<Step>();
    while (lines.at(THOUGHT))
      steps.add(
          new Step(
              lines.take(THOUGHT), lines.take(TOOL), lines.take(INPUT), lines.take(OBSERVATION)));
    String work = lines.at(WORK) ? lines.take(WORK) : "";
    lines.end();
    return new Trace(question, answer, steps, work);
  }

  /**
   * What of a model's words is its turn: up to and with the first {@link #OBSERVATION}, where a
   * tool must answer, or the line that is the rationale. Blank space before it is left out.
   */
  public static String turn(String said) {
    String text = said.stripLeading();
    int asked = text.indexOf(OBSERVATION);
    int work = text.indexOf(WORK);
    if (asked >= 0 && (work < 0 || asked < work))
      return text.substring(0, asked + OBSERVATION.length());
    int end = work < 0 ? -1 : text.indexOf('\n', work);
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static final class Lines {
    private final String[] lines;
    private int next;

    Lines(String text) {
      lines = text.split("\n", -1);
    }

    boolean at(String prefix) {
      return next < lines.length && lines[next].startsWith(prefix);
    }

    String take(String prefix) {
      if (!at(prefix)) throw wrong("must begin with '" + prefix + "'");
      return unescape(lines[next++].substring(prefix.length()));
    }

    void end() {
      if (next != lines.length - 1 || !lines[next].isEmpty())
        throw wrong("nothing may follow, but a line end");
    }

    private ProblemsException wrong(String rule) {
      return ProblemsException.of(
          ExitCode.BAD_DATA,
          "trace line " + (next + 1),
          next < lines.length ? lines[next] : "",
          rule,
          "write traces with this grammar");
    }
  }

  /** A field on one line, without anything that could begin another. */
  static String escape(String field) {
    String safe =
        field.replace("\\", "\\\\").replace("<", "\\<").replace("\n", "\\n").replace("\r", "\\r");
    return LABEL.matcher(safe).replaceAll("$1\\\\:");
  }

  static String unescape(String field) {
    var out = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c != '\\' || i + 1 == field.length()) {
        out.append(c);
        continue;
      }
      char escaped = field.charAt(++i);
      out.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
    }
    return out.toString();
  }
}
