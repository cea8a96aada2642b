package org.penchant.align.curate;

import org.penchant.data.read.Column;

/** Columns that steps write. */
final class Names {
  static final String CHOSEN_RATING = Column.CHOSEN_RATING.key();
  static final String REJECTED_RATING = Column.REJECTED_RATING.key();

  /** 1 for the pairs of the greatest gap of their prompt, 2 for the next, and so on. */
  static final String STAGE = "stage";

  /** The probability that the chosen is preferred. */
  static final String SOFT_LABEL = "soft_label";

  /** The same, completed from all comparisons of the prompt's responses. */
  static final String COMPLETED = "completed";

  /** 1 where the writer of the rationale saw the chosen above the rejected, else 0. */
  static final String CHOSEN_ABOVE = "chosen_above";

  static final String MARGIN = Column.MARGIN.key();
  static final String WEIGHT = Column.WEIGHT.key();
  static final String VOTE_MEAN = "vote_mean";
  static final String VOTE_SD = "vote_sd";

  /** How near a pair is to a policy. */
  static final String RELEVANCE = "relevance";

  private Names() {}
}
