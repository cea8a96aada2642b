package org.penchant.align.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An expression. */
sealed interface Expr {
  record Literal(Object value) implements Expr {}

  record Name(String name) implements Expr {}

  record ListOf(List<Expr> items) implements Expr {}

  record DictOf(List<Map.Entry<Expr, Expr>> entries) implements Expr {}

  /** {@code of.name}: a method or attribute, else the item of that key. */
  record Attribute(Expr of, String name) implements Expr {}

  record Index(Expr of, Expr key) implements Expr {}

  record Slice(Expr of, Optional<Expr> from, Optional<Expr> to, Optional<Expr> step)
      implements Expr {}

  record Call(Expr of, Arguments arguments) implements Expr {}

  record Filter(Expr of, String name, Arguments arguments) implements Expr {}

  record Test(Expr of, String name, List<Expr> arguments, boolean negated) implements Expr {}

  record Unary(String operator, Expr of) implements Expr {}

  record Binary(String operator, Expr left, Expr right) implements Expr {}

  /** A chain such as {@code a < b <= c}: one operator fewer than operands. */
  record Comparison(List<Expr> operands, List<String> operators) implements Expr {}

  record Conditional(Expr then, Expr condition, Optional<Expr> otherwise) implements Expr {}

  /** What a call is given. */
  record Arguments(List<Expr> positional, Map<String, Expr> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());
  }
}
