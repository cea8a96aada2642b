package org.penchant.data.lint;

/** Pairs whose replies are one and the same. */
final class EqualReplies implements Check {
  private final Places places;

  EqualReplies(int limit) {
    this.places = new Places(limit);
  }

  @Override
  public String name() {
    return "equal-replies";
  }

  @Override
  public String rule() {
    return "chosen and rejected must differ";
  }

  @Override
  public String remedy() {
    return "drop the row: it teaches nothing";
  }

  @Override
  public void see(LintRow row) {
    var pair = row.comparison();
    if (pair.isDecidedPair() && pair.chosen().content().equals(pair.rejected().content()))
      places.add(row, "");
  }

  @Override
  public Found found() {
    return places.found();
  }
}
