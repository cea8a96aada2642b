package org.penchant.align.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.penchant.align.template.Token.Kind;

/**
 * Cuts a template into tokens. White space is treated as chat templates expect: the line feed
 * behind a block or comment goes, blanks before one that stands first on its line go, {@code -} at
 * a tag's edge takes all white space, {@code +} keeps it; one line feed at the end goes.
 */
final class Lexer {
  private static final Set<String> TWO = Set.of("//", "**", "==", "!=", "<=", ">=");
  private static final String ONE = "+-*/%~<>=()[]{},.:|";

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;

  private Lexer(String source) {
    this.source = source;
  }

  static List<Token> tokens(String template) {
    String text = template.replace("\r\n", "\n").replace('\r', '\n');
    var lexer = new Lexer(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (at < source.length()) {
      int open = nextOpen(at);
      data(at, open);
      if (open == source.length()) break;
      char kind = source.charAt(open + 1);
      advance(open + 2);
      boolean signed = at < source.length() && (peek() == '-' || peek() == '+');
      if (signed && kind != '#') advance(at + 1);
      switch (kind) {
        case '#' -> comment();
        case '%' -> block();
        default -> tag(Kind.OUTPUT_BEGIN, Kind.OUTPUT_END, "}}");
      }
    }
    tokens.add(new Token(Kind.END, "", line));
  }

  private int nextOpen(int from) {
    for (int i = source.indexOf('{', from); i >= 0; i = source.indexOf('{', i + 1)) {
      if (i + 1 < source.length() && "{%#".indexOf(source.charAt(i + 1)) >= 0) return i;
    }
    return source.length();
  }

  private void data(int from, int open) {
    int to = open;
    if (open < source.length()) {
      char kind = source.charAt(open + 1);
      char sign = open + 2 < source.length() ? source.charAt(open + 2) : ' ';
      if (sign == '-') {
        while (to > from && Character.isWhitespace(source.charAt(to - 1))) to--;
      } else if (kind != '{' && sign != '+') {
        int start = open;
        while (start > 0 && (source.charAt(start - 1) == ' ' || source.charAt(start - 1) == '\t'))
          start--;
        if (start == 0 || source.charAt(start - 1) == '\n') to = Math.max(from, start);
      }
    }
    if (to > from) tokens.add(new Token(Kind.DATA, source.substring(from, to), line));
    advance(open);
  }

  private void comment() {
    int end = source.indexOf("#}", at);
    if (end < 0) throw new TemplateException(line, "a comment has no end");
    char sign = end > at ? source.charAt(end - 1) : ' ';
    advance(end + 2);
    behind(sign, true);
  }

  private void block() {
    int start = tokens.size();
    tag(Kind.BLOCK_BEGIN, Kind.BLOCK_END, "%}");
    boolean raw = tokens.size() == start + 3 && tokens.get(start + 1).isName("raw");
    if (!raw) return;
    tokens.subList(start, tokens.size()).clear();
    int open = at;
    var end = java.util.regex.Pattern.compile("\\{%[-+]?\\s*endraw\\s*[-+]?%}").matcher(source);
    if (!end.find(open)) throw new TemplateException(line, "'raw' has no 'endraw'");
    data(open, end.start());
    advance(end.end());
    behind(source.charAt(end.end() - 3), true);
  }

  /** White space behind a tag that ended with {@code sign} before its bracket. */
  private void behind(char sign, boolean trims) {
    if (sign == '-') {
      int to = at;
      while (to < source.length() && Character.isWhitespace(source.charAt(to))) to++;
      advance(to);
    } else if (trims && sign != '+' && at < source.length() && peek() == '\n') {
      advance(at + 1);
    }
  }

  private void tag(Kind begin, Kind end, String close) {
    int started = line;
    tokens.add(new Token(begin, "", line));
    int depth = 0;
    while (true) {
      while (at < source.length() && Character.isWhitespace(peek())) advance(at + 1);
      if (at >= source.length()) throw new TemplateException(started, "a tag has no end");
      char c = peek();
      if (depth == 0) {
        boolean signed = (c == '-' || c == '+') && source.startsWith(close, at + 1);
        if (signed || source.startsWith(close, at)) {
          tokens.add(new Token(end, "", line));
          advance(at + (signed ? 3 : 2));
          behind(signed ? c : ' ', end == Kind.BLOCK_END);
          return;
        }
      }
      if ("([{".indexOf(c) >= 0) depth++;
      if (")]}".indexOf(c) >= 0) depth--;
      token(c);
    }
  }

  private void token(char c) {
    int from = at;
    if (c == '\'' || c == '"') string(c);
    else if (Character.isDigit(c)) number();
    else if (Character.isLetter(c) || c == '_') {
      int to = at;
      while (to < source.length()
          && (Character.isLetterOrDigit(source.charAt(to)) || source.charAt(to) == '_')) to++;
      add(Kind.NAME, to);
    } else if (from + 2 <= source.length() && TWO.contains(source.substring(from, from + 2)))
      add(Kind.OPERATOR, from + 2);
    else if (ONE.indexOf(c) >= 0) add(Kind.OPERATOR, from + 1);
    else throw new TemplateException(line, "'" + c + "' has no meaning in a tag");
  }

  private void number() {
    int to = at;
    while (to < source.length()
        && (Character.isDigit(source.charAt(to)) || source.charAt(to) == '_')) to++;
    boolean fraction =
        to + 1 < source.length()
            && source.charAt(to) == '.'
            && Character.isDigit(source.charAt(to + 1));
    if (fraction) {
      to++;
      while (to < source.length() && Character.isDigit(source.charAt(to))) to++;
    }
    add(fraction ? Kind.FLOAT : Kind.INTEGER, to);
  }

  private void string(char quote) {
    var value = new StringBuilder();
    int to = at + 1;
    while (true) {
      if (to >= source.length()) throw new TemplateException(line, "a string has no end");
      char c = source.charAt(to);
      if (c == quote) break;
      if (c == '\\' && to + 1 < source.length()) to = Escapes.read(source, to + 1, value, line);
      else {
        value.append(c);
        to++;
      }
    }
    tokens.add(new Token(Kind.STRING, value.toString(), line));
    advance(to + 1);
  }

  private void add(Kind kind, int to) {
    tokens.add(new Token(kind, source.substring(at, to), line));
    advance(to);
  }

  private char peek() {
    return source.charAt(at);
  }

  private void advance(int to) {
    for (int i = at; i < to; i++) if (source.charAt(i) == '\n') line++;
    at = to;
  }
}
