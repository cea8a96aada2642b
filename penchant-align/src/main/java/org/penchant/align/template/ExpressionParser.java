package org.penchant.align.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penchant.align.template.Expr.Arguments;
import org.penchant.align.template.Token.Kind;

/** Reads expressions, by precedence from loosest to tightest. */
final class ExpressionParser {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=");
  private static final Set<String> NO_ARGUMENT =
      Set.of("else", "or", "and", "is", "if", "in", "not", "recursive");

  private final Tokens tokens;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Expr expression() {
    Expr value = or();
    while (tokens.takeName("if")) {
      Expr condition = or();
      Optional<Expr> otherwise =
          tokens.takeName("else") ? Optional.of(expression()) : Optional.empty();
      value = new Expr.Conditional(value, condition, otherwise);
    }
    return value;
  }

  /** An expression, or several with commas between, which are a list. */
  Expr tuple() {
    Expr first = expression();
    if (!tokens.peek().is(",")) return first;
    var items = new ArrayList<>(List.of(first));
    while (tokens.take(",") && !closes()) items.add(expression());
    return new Expr.ListOf(items);
  }

  /** Without a conditional, so that the {@code if} behind it is the caller's. */
  Expr or() {
    Expr left = and();
    while (tokens.takeName("or")) left = new Expr.Binary("or", left, and());
    return left;
  }

  private Expr and() {
    Expr left = not();
    while (tokens.takeName("and")) left = new Expr.Binary("and", left, not());
    return left;
  }

  private Expr not() {
    return tokens.takeName("not") ? new Expr.Unary("not", not()) : comparison();
  }

  private Expr comparison() {
    var operands = new ArrayList<>(List.of(sum()));
    var operators = new ArrayList<String>();
    while (true) {
      var token = tokens.peek();
      if (token.kind() == Kind.OPERATOR && COMPARISONS.contains(token.text()))
        operators.add(tokens.next().text());
      else if (tokens.takeName("in")) operators.add("in");
      else if (token.isName("not") && tokens.ahead().isName("in")) {
        tokens.next();
        tokens.next();
        operators.add("not in");
      } else break;
      operands.add(sum());
    }
    return operators.isEmpty() ? operands.getFirst() : new Expr.Comparison(operands, operators);
  }

  private Expr sum() {
    Expr left = concat();
    while (tokens.peek().is("+") || tokens.peek().is("-"))
      left = new Expr.Binary(tokens.next().text(), left, concat());
    return left;
  }

  private Expr concat() {
    Expr left = product();
    while (tokens.take("~")) left = new Expr.Binary("~", left, product());
    return left;
  }

  private Expr product() {
    Expr left = power();
    while (Set.of("*", "/", "//", "%").contains(tokens.peek().text())
        && tokens.peek().kind() == Kind.OPERATOR)
      left = new Expr.Binary(tokens.next().text(), left, power());
    return left;
  }

  private Expr power() {
    Expr left = unary(true);
    while (tokens.take("**")) left = new Expr.Binary("**", left, unary(true));
    return left;
  }

  private Expr unary(boolean filters) {
    Expr value;
    if (tokens.peek().is("-") || tokens.peek().is("+"))
      value = new Expr.Unary(tokens.next().text(), unary(false));
    else value = postfix(primary());
    return filters ? filtered(value) : value;
  }

  private Expr primary() {
    var token = tokens.peek();
    switch (token.kind()) {
      case STRING -> {
        var text = new StringBuilder();
        while (tokens.peek().kind() == Kind.STRING) text.append(tokens.next().text());
        return new Expr.Literal(text.toString());
      }
      case INTEGER -> {
        return whole(tokens.next());
      }
      case FLOAT -> {
        return new Expr.Literal(Double.valueOf(tokens.next().text().replace("_", "")));
      }
      case NAME -> {
        return name(tokens.next().text());
      }
      default -> {
        if (tokens.take("(")) {
          Expr inner = tokens.peek().is(")") ? new Expr.ListOf(List.of()) : tuple();
          tokens.expect(")");
          return inner;
        }
        if (tokens.take("[")) return new Expr.ListOf(items("]"));
        if (tokens.take("{")) return dict();
        throw tokens.unexpected("an expression");
      }
    }
  }

  private static Expr whole(Token token) {
    try {
      return new Expr.Literal(Long.valueOf(token.text().replace("_", "")));
    } catch (NumberFormatException e) {
      throw new TemplateException(token.line(), token.text() + " is too large a number");
    }
  }

  private static Expr name(String name) {
    return switch (name) {
      case "true", "True" -> new Expr.Literal(true);
      case "false", "False" -> new Expr.Literal(false);
      case "none", "None" -> new Expr.Literal(Nothing.NONE);
      default -> new Expr.Name(name);
    };
  }

  private List<Expr> items(String close) {
    var items = new ArrayList<Expr>();
    while (!tokens.take(close)) {
      items.add(expression());
      if (!tokens.peek().is(close)) tokens.expect(",");
    }
    return items;
  }

  private Expr dict() {
    var entries = new ArrayList<Map.Entry<Expr, Expr>>();
    while (!tokens.take("}")) {
      Expr key = expression();
      tokens.expect(":");
      entries.add(Map.entry(key, expression()));
      if (!tokens.peek().is("}")) tokens.expect(",");
    }
    return new Expr.DictOf(entries);
  }

  private Expr postfix(Expr start) {
    Expr value = start;
    while (true) {
      if (tokens.take(".")) {
        var member = tokens.next();
        value =
            switch (member.kind()) {
              case NAME -> new Expr.Attribute(value, member.text());
              case INTEGER -> new Expr.Index(value, whole(member));
              default -> throw new TemplateException(member.line(), "a name expected behind '.'");
            };
      } else if (tokens.take("[")) value = subscript(value);
      else if (tokens.take("(")) value = new Expr.Call(value, arguments());
      else return value;
    }
  }

  private Expr subscript(Expr of) {
    Optional<Expr> from = bound();
    if (!tokens.peek().is(":")) {
      tokens.expect("]");
      return new Expr.Index(of, from.orElseThrow(() -> tokens.unexpected("an index")));
    }
    tokens.expect(":");
    Optional<Expr> to = bound();
    Optional<Expr> step = tokens.take(":") ? bound() : Optional.empty();
    tokens.expect("]");
    return new Expr.Slice(of, from, to, step);
  }

  private Optional<Expr> bound() {
    return tokens.peek().is(":") || tokens.peek().is("]")
        ? Optional.empty()
        : Optional.of(expression());
  }

  /** Arguments up to the closing bracket; the opening one is read. */
  private Arguments arguments() {
    var positional = new ArrayList<Expr>();
    var named = new LinkedHashMap<String, Expr>();
    while (!tokens.take(")")) {
      if (tokens.peek().kind() == Kind.NAME && tokens.ahead().is("=")) {
        String name = tokens.next().text();
        tokens.expect("=");
        named.put(name, expression());
      } else positional.add(expression());
      if (!tokens.peek().is(")")) tokens.expect(",");
    }
    return new Arguments(positional, named);
  }

  /** Filters, tests and calls behind a value. */
  Expr filtered(Expr start) {
    Expr value = start;
    while (true) {
      if (tokens.take("|")) {
        String name = tokens.expect(Kind.NAME, "the name of a filter").text();
        value = new Expr.Filter(value, name, tokens.take("(") ? arguments() : Arguments.NONE);
      } else if (tokens.takeName("is")) value = test(value);
      else if (tokens.take("(")) value = new Expr.Call(value, arguments());
      else return value;
    }
  }

  private Expr test(Expr of) {
    boolean negated = tokens.takeName("not");
    String name = tokens.expect(Kind.NAME, "the name of a test").text();
    var next = tokens.peek();
    List<Expr> arguments = List.of();
    if (tokens.take("(")) arguments = arguments().positional();
    else if (next.kind() == Kind.STRING
        || next.kind() == Kind.INTEGER
        || next.kind() == Kind.FLOAT
        || next.is("[")
        || next.is("{")
        || (next.kind() == Kind.NAME && !NO_ARGUMENT.contains(next.text())))
      arguments = List.of(postfix(primary()));
    return new Expr.Test(of, name, arguments, negated);
  }

  private boolean closes() {
    var token = tokens.peek();
    return token.kind() == Kind.BLOCK_END
        || token.kind() == Kind.OUTPUT_END
        || token.is(")")
        || token.is("]");
  }
}
