package org.penchant.papers.catalogue;

import java.util.function.ToDoubleFunction;

/** Values of the catalogue that follow from parameters: {@code =0.5/$beta}. Knows + - * / ( ). */
final class Arithmetic {
  private final String text;
  private final ToDoubleFunction<String> parameter;
  private int at;

  private Arithmetic(String text, ToDoubleFunction<String> parameter) {
    this.text = text;
    this.parameter = parameter;
  }

  static double of(String text, ToDoubleFunction<String> parameter) {
    var reader = new Arithmetic(text.replace(" ", ""), parameter);
    double value = reader.sum();
    if (reader.at < reader.text.length()) throw reader.unexpected();
    return value;
  }

  private double sum() {
    double value = product();
    while (true) {
      if (take('+')) value += product();
      else if (take('-')) value -= product();
      else return value;
    }
  }

  private double product() {
    double value = factor();
    while (true) {
      if (take('*')) value *= factor();
      else if (take('/')) value /= factor();
      else return value;
    }
  }

  private double factor() {
    if (take('-')) return -factor();
    if (take('(')) {
      double value = sum();
      if (!take(')')) throw unexpected();
      return value;
    }
    boolean name = take('$');
    int start = at;
    while (at < text.length() && isPart(text.charAt(at), name)) at++;
    if (start == at) throw unexpected();
    String word = text.substring(start, at);
    return name ? parameter.applyAsDouble(word) : Double.parseDouble(word);
  }

  /** Names are letters and underscores, so that a minus sign stays one. */
  private static boolean isPart(char c, boolean name) {
    return name ? Character.isLetter(c) || c == '_' : Character.isDigit(c) || c == '.';
  }

  private boolean take(char expected) {
    boolean here = at < text.length() && text.charAt(at) == expected;
    if (here) at++;
    return here;
  }

  private IllegalArgumentException unexpected() {
    String rest = at < text.length() ? "'" + text.substring(at) + "'" : "its end";
    return new IllegalArgumentException("'" + text + "' is not arithmetic at " + rest);
  }
}
