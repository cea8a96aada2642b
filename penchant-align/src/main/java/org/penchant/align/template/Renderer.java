package org.penchant.align.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts out a template's nodes; one renderer for one rendering. */
final class Renderer {
  /** How a run of nodes ended. */
  private enum Flow {
    ON,
    BREAK,
    CONTINUE
  }

  private final List<Template.Span> generated;
  private final StringBuilder out;
  private final boolean captured;

  Renderer(StringBuilder out, List<Template.Span> generated, boolean captured) {
    this.out = out;
    this.generated = generated;
    this.captured = captured;
  }

  void render(List<Node> nodes, Scope scope) {
    run(nodes, scope);
  }

  private Flow run(List<Node> nodes, Scope scope) {
    for (Node node : nodes) {
      Flow flow;
      try {
        flow = one(node, scope);
      } catch (Misuse | ArithmeticException e) {
        throw new TemplateException(node.line(), String.valueOf(e.getMessage()));
      }
      if (flow != Flow.ON) return flow;
    }
    return Flow.ON;
  }

  private Flow one(Node node, Scope scope) {
    var values = new Evaluator(scope);
    switch (node) {
      case Node.Data data -> out.append(data.text());
      case Node.Output output -> out.append(Values.text(values.value(output.expression())));
      case Node.If branch -> {
        boolean holds = Values.truth(values.value(branch.condition()));
        return run(holds ? branch.then() : branch.otherwise(), scope);
      }
      case Node.For loop -> {
        return loop(loop, scope);
      }
      case Node.Set set -> assign(set.names(), values.value(set.value()), scope);
      case Node.SetAttribute set -> {
        if (!(scope.get(set.namespace()) instanceof Namespace space))
          throw new Misuse("'" + set.namespace() + "' is not a namespace");
        space.attributes().put(set.attribute(), values.value(set.value()));
      }
      case Node.SetBlock set -> {
        var inner = scope.inner();
        inner.set(set.name(), captured(set.body(), scope.inner()));
        scope.set(set.name(), new Evaluator(inner).value(set.filtered()));
      }
      case Node.Macro macro -> scope.set(macro.name(), macro(macro, scope));
      case Node.Generation generation -> {
        if (captured)
          throw new Misuse("'generation' inside a macro or a set block has no place in the text");
        int from = out.length();
        run(generation.body(), scope.inner());
        generated.add(new Template.Span(from, out.length()));
      }
      case Node.Break _ -> {
        return Flow.BREAK;
      }
      case Node.Continue _ -> {
        return Flow.CONTINUE;
      }
    }
    return Flow.ON;
  }

  private Flow loop(Node.For loop, Scope scope) {
    var items = new ArrayList<Object>();
    for (Object item : Values.items(new Evaluator(scope).value(loop.over()))) {
      var inner = scope.inner();
      assign(loop.names(), item, inner);
      if (loop.condition().isEmpty()
          || Values.truth(new Evaluator(inner).value(loop.condition().get()))) items.add(item);
    }
    if (items.isEmpty()) return run(loop.otherwise(), scope);
    for (int i = 0; i < items.size(); i++) {
      var inner = scope.inner();
      assign(loop.names(), items.get(i), inner);
      inner.set("loop", about(items, i));
      if (run(loop.body(), inner) == Flow.BREAK) break;
    }
    return Flow.ON;
  }

  private static Map<Object, Object> about(List<Object> items, int i) {
    var about = new LinkedHashMap<Object, Object>();
    about.put("index", i + 1L);
    about.put("index0", (long) i);
    about.put("revindex", (long) items.size() - i);
    about.put("revindex0", items.size() - i - 1L);
    about.put("first", i == 0);
    about.put("last", i == items.size() - 1);
    about.put("length", (long) items.size());
    if (i > 0) about.put("previtem", items.get(i - 1));
    if (i < items.size() - 1) about.put("nextitem", items.get(i + 1));
    about.put("cycle", (Function) given -> cycle(given.positional(), i));
    return about;
  }

  private static Object cycle(List<Object> values, int i) {
    if (values.isEmpty()) throw new Misuse("cycle needs values");
    return values.get(i % values.size());
  }

  private static void assign(List<String> names, Object value, Scope scope) {
    if (names.size() == 1) {
      scope.set(names.getFirst(), value);
      return;
    }
    var parts = Values.items(value);
    if (parts.size() != names.size())
      throw new Misuse(parts.size() + " values for " + names.size() + " names");
    for (int i = 0; i < names.size(); i++) scope.set(names.get(i), parts.get(i));
  }

  private String captured(List<Node> body, Scope scope) {
    var text = new StringBuilder();
    new Renderer(text, generated, true).render(body, scope);
    return text.toString();
  }

  private Function macro(Node.Macro macro, Scope defined) {
    return given -> {
      var inner = defined.inner();
      for (int i = 0; i < macro.parameters().size(); i++) {
        var parameter = macro.parameters().get(i);
        var otherwise = parameter.value();
        inner.set(
            parameter.name(),
            given
                .get(i, parameter.name())
                .or(() -> otherwise.map(e -> new Evaluator(inner).value(e)))
                .orElse(new Undefined(parameter.name())));
      }
      if (given.positional().size() > macro.parameters().size())
        throw new Misuse(macro.name() + " takes " + macro.parameters().size() + " arguments");
      return captured(macro.body(), inner);
    };
  }
}
