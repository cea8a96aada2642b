package org.penchant.align.template;

import java.util.List;
import org.penchant.align.template.Token.Kind;

/** Tokens under a cursor. */
final class Tokens {
  private final List<Token> all;
  private int at;

  Tokens(List<Token> all) {
    this.all = all;
  }

  Token peek() {
    return all.get(at);
  }

  Token ahead() {
    return all.get(Math.min(at + 1, all.size() - 1));
  }

  Token next() {
    return all.get(at < all.size() - 1 ? at++ : at);
  }

  int line() {
    return peek().line();
  }

  boolean take(String operator) {
    boolean here = peek().is(operator);
    if (here) next();
    return here;
  }

  boolean takeName(String name) {
    boolean here = peek().isName(name);
    if (here) next();
    return here;
  }

  void expect(String operator) {
    if (!take(operator)) throw unexpected("'" + operator + "'");
  }

  void expectName(String name) {
    if (!takeName(name)) throw unexpected("'" + name + "'");
  }

  Token expect(Kind kind, String what) {
    if (peek().kind() != kind) throw unexpected(what);
    return next();
  }

  TemplateException unexpected(String wanted) {
    return new TemplateException(line(), wanted + " expected before " + peek().shown());
  }
}
