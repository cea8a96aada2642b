package org.penchant.align.reward.tool;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Arithmetic on decimals with 34 digits: + - * / % ^, parentheses, unary minus; ^ takes whole
 * exponents of at most 999 in size and binds to the right. Nothing is evaluated but numbers, and
 * its input holds no claim of the answer's: a tool that is told the claimed result can leak the
 * label.
 */
public record Calculator() implements Tool {
  private static final int LONGEST = 1000;
  private static final int DEEPEST = 100;
  private static final int MOST_DIGITS = 400;
  private static final BigDecimal HIGHEST_POWER = BigDecimal.valueOf(999);

  @Override
  public String name() {
    return "calculator";
  }

  @Override
  public String takes() {
    return "an expression such as (3 + 4.5) * 2 ^ 3";
  }

  @Override
  public String run(String input) throws ToolException {
    if (input.length() > LONGEST) throw new ToolException("longer than " + LONGEST + " characters");
    var parser = new Parser(input);
    var value = parser.sum(0);
    parser.end();
    var plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    return Math.abs((long) plain.scale()) > MOST_DIGITS ? plain.toString() : plain.toPlainString();
  }

  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    BigDecimal sum(int depth) throws ToolException {
      var value = product(depth);
      while (true)
        if (take('+')) value = value.add(product(depth), MathContext.DECIMAL128);
        else if (take('-')) value = value.subtract(product(depth), MathContext.DECIMAL128);
        else return value;
    }

    private BigDecimal product(int depth) throws ToolException {
      var value = signed(depth);
      while (true)
        if (take('*')) value = checked(value.multiply(signed(depth), MathContext.DECIMAL128));
        else if (take('/'))
          value = checked(value.divide(nonZero(signed(depth)), MathContext.DECIMAL128));
        else if (take('%')) value = remainder(value, nonZero(signed(depth)));
        else return value;
    }

    private static BigDecimal remainder(BigDecimal value, BigDecimal by) throws ToolException {
      try {
        return value.remainder(by, MathContext.DECIMAL128);
      } catch (ArithmeticException tooFar) {
        throw new ToolException("the quotient has more than 34 digits");
      }
    }

    private BigDecimal signed(int depth) throws ToolException {
      if (depth > DEEPEST) throw new ToolException("nested deeper than " + DEEPEST);
      if (take('-')) return signed(depth + 1).negate();
      return power(depth);
    }

    private BigDecimal power(int depth) throws ToolException {
      var base = atom(depth);
      if (!take('^')) return base;
      var exponent = signed(depth + 1);
      if (exponent.abs().compareTo(HIGHEST_POWER) > 0 || exponent.stripTrailingZeros().scale() > 0)
        throw new ToolException("exponents are whole and at most " + HIGHEST_POWER + " in size");
      if (exponent.signum() < 0) nonZero(base);
      return checked(base.pow(exponent.intValueExact(), MathContext.DECIMAL128));
    }

    private BigDecimal atom(int depth) throws ToolException {
      if (take('(')) {
        var value = sum(depth + 1);
        if (!take(')')) throw new ToolException("')' expected at " + (at + 1));
        return value;
      }
      skip();
      int from = at;
      while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) at++;
      try {
        return new BigDecimal(text.substring(from, at));
      } catch (NumberFormatException none) {
        throw new ToolException("a number expected at " + (from + 1));
      }
    }

    void end() throws ToolException {
      skip();
      if (at < text.length())
        throw new ToolException("'" + text.charAt(at) + "' not understood at " + (at + 1));
    }

    private boolean take(char wanted) {
      skip();
      if (at >= text.length() || text.charAt(at) != wanted) return false;
      at++;
      return true;
    }

    private void skip() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }

    private static BigDecimal nonZero(BigDecimal value) throws ToolException {
      if (value.signum() == 0) throw new ToolException("division by zero");
      return value;
    }

    /** Products of powers grow their exponents without bound. */
    private static BigDecimal checked(BigDecimal value) throws ToolException {
      if (Math.abs((long) value.scale()) > 1_000_000) throw new ToolException("out of range");
      return value;
    }
  }
}
