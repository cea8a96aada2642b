package org.penchant.align.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penchant.align.template.Token.Kind;

/** Reads a template's text, outputs and tags. */
final class BlockParser {
  private final Tokens tokens;
  private final ExpressionParser expressions;

  private BlockParser(Tokens tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
  }

  static List<Node> parse(String source) {
    return new BlockParser(new Tokens(Lexer.tokens(source))).until(Set.of(), 0);
  }

  /** Nodes up to a tag of one of these names, whose name is left to be read. */
  private List<Node> until(Set<String> ends, int begun) {
    var nodes = new ArrayList<Node>();
    while (true) {
      var token = tokens.next();
      switch (token.kind()) {
        case DATA -> nodes.add(new Node.Data(token.line(), token.text()));
        case OUTPUT_BEGIN -> {
          nodes.add(new Node.Output(token.line(), expressions.tuple()));
          tokens.expect(Kind.OUTPUT_END, "the end of the output");
        }
        case BLOCK_BEGIN -> {
          if (tokens.peek().kind() == Kind.NAME && ends.contains(tokens.peek().text()))
            return nodes;
          nodes.add(tag(token.line()));
        }
        default -> {
          if (ends.isEmpty()) return nodes;
          throw new TemplateException(
              begun, "the tag has no " + String.join(" or ", new java.util.TreeSet<>(ends)));
        }
      }
    }
  }

  private Node tag(int line) {
    String name = tokens.expect(Kind.NAME, "the name of a tag").text();
    return switch (name) {
      case "if" -> branch(line);
      case "for" -> loop(line);
      case "set" -> set(line);
      case "macro" -> macro(line);
      case "generation" -> {
        end();
        yield new Node.Generation(line, body(line, "endgeneration"));
      }
      case "break" -> {
        end();
        yield new Node.Break(line);
      }
      case "continue" -> {
        end();
        yield new Node.Continue(line);
      }
      default -> throw new TemplateException(line, "there is no tag '" + name + "'");
    };
  }

  private void end() {
    tokens.expect(Kind.BLOCK_END, "the end of the tag");
  }

  private List<Node> body(int line, String close) {
    var nodes = until(Set.of(close), line);
    tokens.expectName(close);
    end();
    return nodes;
  }

  private Node branch(int line) {
    Expr condition = expressions.tuple();
    end();
    var then = until(Set.of("elif", "else", "endif"), line);
    int next = tokens.line();
    if (tokens.takeName("elif")) return new Node.If(line, condition, then, List.of(branch(next)));
    List<Node> otherwise = List.of();
    if (tokens.takeName("else")) {
      end();
      otherwise = until(Set.of("endif"), line);
    }
    tokens.expectName("endif");
    end();
    return new Node.If(line, condition, then, otherwise);
  }

  private Node loop(int line) {
    var names = names();
    tokens.expectName("in");
    Expr over = expressions.or();
    Optional<Expr> condition =
        tokens.takeName("if") ? Optional.of(expressions.or()) : Optional.empty();
    if (tokens.peek().isName("recursive"))
      throw new TemplateException(line, "recursive loops are not supported");
    end();
    var body = until(Set.of("else", "endfor"), line);
    List<Node> otherwise = List.of();
    if (tokens.takeName("else")) {
      end();
      otherwise = until(Set.of("endfor"), line);
    }
    tokens.expectName("endfor");
    end();
    return new Node.For(line, names, over, condition, body, otherwise);
  }

  private List<String> names() {
    boolean bracket = tokens.take("(");
    var names = new ArrayList<String>();
    do names.add(tokens.expect(Kind.NAME, "a name").text());
    while (tokens.take(","));
    if (bracket) tokens.expect(")");
    return names;
  }

  private Node set(int line) {
    String first = tokens.expect(Kind.NAME, "a name").text();
    if (tokens.take(".")) {
      String attribute = tokens.expect(Kind.NAME, "a name").text();
      tokens.expect("=");
      var node = new Node.SetAttribute(line, first, attribute, expressions.tuple());
      end();
      return node;
    }
    var names = new ArrayList<>(List.of(first));
    while (tokens.take(",")) names.add(tokens.expect(Kind.NAME, "a name").text());
    if (tokens.take("=")) {
      var node = new Node.Set(line, names, expressions.tuple());
      end();
      return node;
    }
    Expr filtered = expressions.filtered(new Expr.Name(first));
    end();
    return new Node.SetBlock(line, first, filtered, body(line, "endset"));
  }

  private Node macro(int line) {
    String name = tokens.expect(Kind.NAME, "a name").text();
    var parameters = new ArrayList<Node.Parameter>();
    tokens.expect("(");
    while (!tokens.take(")")) {
      String parameter = tokens.expect(Kind.NAME, "a name").text();
      parameters.add(
          new Node.Parameter(
              parameter,
              tokens.take("=") ? Optional.of(expressions.expression()) : Optional.empty()));
      if (!tokens.peek().is(")")) tokens.expect(",");
    }
    end();
    return new Node.Macro(line, name, parameters, body(line, "endmacro"));
  }
}
