package org.penchant.align.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Computes expressions in a scope. */
final class Evaluator {
  private final Scope scope;

  Evaluator(Scope scope) {
    this.scope = scope;
  }

  Object value(Expr expression) {
    return switch (expression) {
      case Expr.Literal literal -> literal.value();
      case Expr.Name name -> scope.get(name.name());
      case Expr.ListOf list -> values(list.items());
      case Expr.DictOf dict -> {
        var out = new LinkedHashMap<Object, Object>();
        dict.entries().forEach(e -> out.put(value(e.getKey()), value(e.getValue())));
        yield out;
      }
      case Expr.Attribute attribute -> Access.attribute(value(attribute.of()), attribute.name());
      case Expr.Index index -> Access.item(value(index.of()), value(index.key()));
      case Expr.Slice slice ->
          Access.slice(
              value(slice.of()),
              slice.from().map(this::value),
              slice.to().map(this::value),
              slice.step().map(this::value));
      case Expr.Call call -> call(call);
      case Expr.Filter filter ->
          Filters.apply(filter.name(), value(filter.of()), given(filter.arguments()));
      case Expr.Test test ->
          TypeTests.of(test.name(), value(test.of()), values(test.arguments())) != test.negated();
      case Expr.Unary unary -> unary(unary);
      case Expr.Binary binary -> binary(binary);
      case Expr.Comparison comparison -> comparison(comparison);
      case Expr.Conditional conditional ->
          Values.truth(value(conditional.condition()))
              ? value(conditional.then())
              : conditional.otherwise().map(this::value).orElse(new Undefined("else"));
    };
  }

  private List<Object> values(List<Expr> expressions) {
    var out = new ArrayList<Object>();
    for (Expr expression : expressions) out.add(value(expression));
    return out;
  }

  private Given given(Expr.Arguments arguments) {
    var named = new LinkedHashMap<String, Object>();
    arguments.named().forEach((name, expression) -> named.put(name, value(expression)));
    return new Given(values(arguments.positional()), named);
  }

  private Object call(Expr.Call call) {
    var given = given(call.arguments());
    Object function;
    if (call.of() instanceof Expr.Attribute attribute) {
      Object of = value(attribute.of());
      Optional<Object> result = Methods.call(of, attribute.name(), given);
      if (result.isPresent()) return result.get();
      function = Access.attribute(of, attribute.name());
      if (!(function instanceof Function))
        throw new Misuse(Values.kind(of) + " has no method '" + attribute.name() + "'");
    } else function = value(call.of());
    if (function instanceof Function known) return known.call(given);
    throw new Misuse(Values.kind(function) + " cannot be called");
  }

  private Object unary(Expr.Unary unary) {
    Object value = value(unary.of());
    return switch (unary.operator()) {
      case "not" -> !Values.truth(value);
      case "-" -> Operators.apply("-", 0L, value);
      default -> Operators.apply("+", 0L, value);
    };
  }

  private Object binary(Expr.Binary binary) {
    Object left = value(binary.left());
    return switch (binary.operator()) {
      case "and" -> Values.truth(left) ? value(binary.right()) : left;
      case "or" -> Values.truth(left) ? left : value(binary.right());
      default -> Operators.apply(binary.operator(), left, value(binary.right()));
    };
  }

  private boolean comparison(Expr.Comparison comparison) {
    Object left = value(comparison.operands().getFirst());
    for (int i = 0; i < comparison.operators().size(); i++) {
      Object right = value(comparison.operands().get(i + 1));
      boolean holds =
          switch (comparison.operators().get(i)) {
            case "==" -> Values.equal(left, right);
            case "!=" -> !Values.equal(left, right);
            case "<" -> Values.compare(left, right) < 0;
            case ">" -> Values.compare(left, right) > 0;
            case "<=" -> Values.compare(left, right) <= 0;
            case ">=" -> Values.compare(left, right) >= 0;
            case "in" -> Values.contains(right, left);
            default -> !Values.contains(right, left);
          };
      if (!holds) return false;
      left = right;
    }
    return true;
  }
}
