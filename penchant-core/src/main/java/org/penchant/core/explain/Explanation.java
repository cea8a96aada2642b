package org.penchant.core.explain;

import java.util.List;
import java.util.Locale;

/**
 * A number with its reasons: a tree whose root's value is the number explained.
 *
 * @param name the part, under the name the method's composition gives it
 * @param value its value
 * @param formula how the value follows from the parts
 * @param parts what it was computed from
 */
public record Explanation(String name, double value, String formula, List<Explanation> parts) {
  public Explanation {
    parts = List.copyOf(parts);
  }

  public static Explanation of(String name, double value, String formula, Explanation... parts) {
    return new Explanation(name, value, formula, List.of(parts));
  }

  /** The tree as indented lines. */
  public String render() {
    var out = new StringBuilder();
    render(out, "");
    return out.toString();
  }

  private void render(StringBuilder out, String indent) {
    out.append(indent)
        .append(name)
        .append(" = ")
        .append(String.format(Locale.ROOT, "%.10g", value));
    if (!formula.isEmpty()) out.append("   ").append(formula);
    out.append('\n');
    for (var part : parts) part.render(out, indent + "  ");
  }
}
