package org.penchant.rank.judge.fusion;

import java.util.List;
import org.penchant.rank.standing.KendallDistance;

/** Finds an order of least {@link KendallDistance#cost}, or one that is nearly so. */
public sealed interface KemenyCentre permits SubsetKemeny, LocalSearch, KemenyCentre.Custom {
  /**
   * An order of all items, best first.
   *
   * @param above how many voters have the row's item above the column's
   * @param start an order that decides between optima, or where a search begins
   */
  List<Integer> centre(double[][] above, List<Integer> start);

  /** A solver of the user's own. */
  non-sealed interface Custom extends KemenyCentre {}
}
