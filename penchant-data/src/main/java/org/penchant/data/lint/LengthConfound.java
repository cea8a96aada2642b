package org.penchant.data.lint;

import java.util.List;

/**
 * Choices that follow length.
 *
 * <p>Among decided pairs of unequal length (code points of the last reply), with a the number whose
 * chosen reply is the longer and b the number whose is the shorter, it finds the majority side
 * where a / (a + b) lies outside [0.4, 0.6] and the sign test's |a - b| / sqrt(a + b) exceeds 1.96.
 */
final class LengthConfound implements Check {
  private static final double SHARE = 0.6;
  private static final double Z = 1.96;

  private final Places longer;
  private final Places shorter;

  LengthConfound(int limit) {
    longer = new Places(limit);
    shorter = new Places(limit);
  }

  @Override
  public String name() {
    return "length-confound";
  }

  @Override
  public String rule() {
    return "the chosen reply must not be told by its length";
  }

  @Override
  public String remedy() {
    return "balance the lengths, or use a method that corrects for length";
  }

  @Override
  public void see(LintRow row) {
    if (!row.comparison().isDecidedPair()) return;
    int chosen = row.lengths().get(row.chosen());
    int rejected = row.lengths().get(1 - row.chosen());
    String detail = chosen + " against " + rejected + " characters";
    if (chosen > rejected) longer.add(row, detail);
    if (chosen < rejected) shorter.add(row, detail);
  }

  @Override
  public Found found() {
    Found more = longer.found();
    Found less = shorter.found();
    Found major = more.count() >= less.count() ? more : less;
    double n = more.count() + less.count();
    double z = Math.abs(more.count() - less.count()) / Math.sqrt(n);
    boolean follows = n > 0 && major.count() / n > SHARE && z > Z;
    return follows ? major : new Found(0, List.of());
  }
}
