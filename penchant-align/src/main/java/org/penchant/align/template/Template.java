package org.penchant.align.template;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A template, ready to be rendered: the language of Jinja 3 as Hugging Face transformers set it up
 * for chat templates (trim_blocks, lstrip_blocks, loop controls, {@code tojson} without HTML
 * escapes, {@code raise_exception}, {@code strftime_now}, the tag {@code generation}).
 *
 * <p>Left out, and refused with the line: {@code include}, {@code extends}, {@code call}, {@code
 * filter} and {@code with} blocks, recursive loops, changing lists. Python's tuples are lists.
 */
public final class Template {
  private static final int MAX_RANGE = 100_000;

  private final List<Node> nodes;

  private Template(List<Node> nodes) {
    this.nodes = nodes;
  }

  /** Characters {@code from} to before {@code to} of a rendering, UTF-16 indices. */
  public record Span(int from, int to) {}

  /**
   * A rendered text.
   *
   * @param generated what stood inside {@code generation} tags, in order
   */
  public record Output(String text, List<Span> generated) {
    public Output {
      generated = List.copyOf(generated);
    }
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException if it is not one, with the line
   */
  public static Template parse(String source) {
    try {
      return new Template(BlockParser.parse(source));
    } catch (StackOverflowError e) {
      throw new TemplateException(1, "is nested too deeply");
    }
  }

  /** Whether the template marks what the assistant says with {@code generation}. */
  public boolean marksGeneration() {
    return marks(nodes);
  }

  /**
   * Renders with variables: texts, numbers, truth values, null, lists and maps of such.
   *
   * @param now what {@code strftime_now} tells; if empty, a template that asks for it is refused
   * @throws TemplateException if the template fails or calls {@code raise_exception}
   */
  public Output render(Map<String, ?> variables, Optional<LocalDateTime> now) {
    var scope = Scope.outermost();
    functions(now).forEach(scope::set);
    variables.forEach((name, value) -> scope.set(name, Values.of(value)));
    var out = new StringBuilder();
    var generated = new ArrayList<Span>();
    try {
      new Renderer(out, generated, false).render(nodes, scope.inner());
    } catch (StackOverflowError e) {
      throw new TemplateException(1, "a macro calls itself without an end");
    }
    return new Output(out.toString(), generated);
  }

  private static Map<String, Function> functions(Optional<LocalDateTime> now) {
    return Map.of(
        "raise_exception",
        given -> {
          throw new Misuse("the template says: " + Values.text(given.need(0, "message")));
        },
        "strftime_now",
        given -> {
          if (now.isEmpty())
            throw new Misuse(
                "the template asks for today's date, which would differ from run to run");
          return strftime(given.text(0, "format"), now.get());
        },
        "namespace",
        given -> {
          var attributes = new LinkedHashMap<String, Object>();
          if (!given.positional().isEmpty()
              && given.positional().getFirst() instanceof Map<?, ?> map)
            map.forEach((key, value) -> attributes.put(Values.text(key), value));
          attributes.putAll(given.named());
          return new Namespace(attributes);
        },
        "dict",
        given -> new LinkedHashMap<Object, Object>(given.named()),
        "range",
        Template::range);
  }

  private static List<Object> range(Given given) {
    boolean one = given.positional().size() == 1;
    int from = one ? 0 : Values.integer(given.need(0, "start"));
    int to = Values.integer(given.need(one ? 0 : 1, "stop"));
    int step = given.number(2, "step", 1);
    if (step == 0) throw new Misuse("the step of a range must not be 0");
    if (Math.abs(((long) to - from) / step) > MAX_RANGE)
      throw new Misuse("a range has more than " + MAX_RANGE + " numbers");
    var out = new ArrayList<Object>();
    for (long i = from; step > 0 ? i < to : i > to; i += step) out.add(i);
    return out;
  }

  private static String strftime(String format, LocalDateTime time) {
    var out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 == format.length()) {
        out.append(c);
        continue;
      }
      char code = format.charAt(++i);
      String pattern =
          switch (code) {
            case 'Y' -> "yyyy";
            case 'y' -> "yy";
            case 'm' -> "MM";
            case 'd' -> "dd";
            case 'B' -> "MMMM";
            case 'b', 'h' -> "MMM";
            case 'A' -> "EEEE";
            case 'a' -> "EEE";
            case 'H' -> "HH";
            case 'I' -> "hh";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'p' -> "a";
            case 'j' -> "DDD";
            case 'F' -> "yyyy-MM-dd";
            case 'T' -> "HH:mm:ss";
            case '%' -> "'%'";
            default -> throw new Misuse("strftime_now knows no '%" + code + "'");
          };
      out.append(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time));
    }
    return out.toString();
  }

  private static boolean marks(List<Node> nodes) {
    return nodes.stream()
        .anyMatch(node ->
            switch (node) {
              case Node.Generation _ -> true;
              case Node.If branch -> marks(branch.then()) || marks(branch.otherwise());
              case Node.For loop -> marks(loop.body()) || marks(loop.otherwise());
              case Node.Macro macro -> marks(macro.body());
              case Node.SetBlock set -> marks(set.body());
              default -> false;
            });
  }
}
