package org.penchant.data.lint;

/** Ratings or margins that speak against the choice. */
final class RatingOrder implements Check {
  private final Places places;

  RatingOrder(int limit) {
    this.places = new Places(limit);
  }

  @Override
  public String name() {
    return "rating-order";
  }

  @Override
  public String rule() {
    return "the chosen reply must not be rated below the rejected one";
  }

  @Override
  public String remedy() {
    return "swap the replies, or correct the ratings";
  }

  @Override
  public void see(LintRow row) {
    var pair = row.comparison();
    if (!pair.isDecidedPair()) return;
    double chosen = pair.column("chosen_rating").orElse(Double.NaN);
    double rejected = pair.column("rejected_rating").orElse(Double.NaN);
    double margin = pair.column("margin").orElse(0);
    if (chosen < rejected) places.add(row, chosen + " < " + rejected);
    else if (margin < 0) places.add(row, "margin " + margin);
  }

  @Override
  public Found found() {
    return places.found();
  }
}
