package org.penchant.align.template;

import java.util.List;
import java.util.Optional;

/** A part of a template; {@code line} is where it begins. */
sealed interface Node {
  int line();

  record Data(int line, String text) implements Node {}

  record Output(int line, Expr expression) implements Node {}

  record If(int line, Expr condition, List<Node> then, List<Node> otherwise) implements Node {}

  record For(
      int line,
      List<String> names,
      Expr over,
      Optional<Expr> condition,
      List<Node> body,
      List<Node> otherwise)
      implements Node {}

  /** {@code set a, b = value}. */
  record Set(int line, List<String> names, Expr value) implements Node {}

  /** {@code set namespace.attribute = value}. */
  record SetAttribute(int line, String namespace, String attribute, Expr value) implements Node {}

  /** {@code set name} with a body, whose text passes through the filters. */
  record SetBlock(int line, String name, Expr filtered, List<Node> body) implements Node {}

  /** A macro; parameters without default are undefined when not given. */
  record Macro(int line, String name, List<Parameter> parameters, List<Node> body)
      implements Node {}

  record Parameter(String name, Optional<Expr> value) {}

  /** What the assistant said. */
  record Generation(int line, List<Node> body) implements Node {}

  record Break(int line) implements Node {}

  record Continue(int line) implements Node {}
}
