package org.penchant.testkit.golden;

/**
 * One case of a {@link Golden}.
 *
 * @param name what the case shows
 * @param source where its numbers come from
 * @param inputs what to compute from
 * @param expected what must come out
 * @param tolerance the greatest |actual - expected| / max(1, |expected|)
 */
public record GoldenCase(
    String name, String source, Values inputs, Values expected, double tolerance) {
  /**
   * Holds when {@code actual} is the expected number {@code key}; infinities and NaN must be equal.
   *
   * @throws AssertionError otherwise, naming the case and its source
   */
  public void check(String key, double actual) {
    check(key, actual, expected.number(key));
  }

  /**
   * Holds when {@code actual} is the expected array {@code key}, element by element.
   *
   * @throws AssertionError otherwise, naming the case and its source
   */
  public void check(String key, double[] actual) {
    double[] all = expected.numbers(key);
    if (all.length != actual.length)
      throw new AssertionError(
          name + ": " + key + " has " + actual.length + " elements, expected " + all.length);
    for (int i = 0; i < all.length; i++) check(key + "[" + i + "]", actual[i], all[i]);
  }

  private void check(String what, double actual, double wanted) {
    if (Double.compare(actual, wanted) == 0) return;
    if (Math.abs(actual - wanted) <= tolerance * Math.max(1, Math.abs(wanted))
        && Double.isFinite(wanted)) return;
    throw new AssertionError(
        name + ": " + what + " = " + actual + ", expected " + wanted + " (" + source + ")");
  }

  @Override
  public String toString() {
    return name;
  }
}
