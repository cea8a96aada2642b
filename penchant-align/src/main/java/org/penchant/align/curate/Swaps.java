package org.penchant.align.curate;

import java.util.List;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.data.read.Column;

/** Pairs with their labels reversed. */
final class Swaps {
  private static final List<List<String>> TWO_SIDED =
      List.of(
          List.of(Names.CHOSEN_RATING, Names.REJECTED_RATING),
          List.of("ref_chosen_logps", "ref_rejected_logps"));

  private Swaps() {}

  /**
   * The pair with the other response chosen: columns of both sides change places, shares of the
   * chosen become the rest, and a margin changes sign. Twice, it is the pair again.
   *
   * @param row a decided pair
   */
  static Comparison of(Comparison row) {
    if (!(row.feedback() instanceof Pairwise(var outcome, var strength, var mark)))
      throw new IllegalArgumentException(row.provenance() + " is not a pair");
    var other = outcome == Outcome.FIRST ? Outcome.SECOND : Outcome.FIRST;
    var out = row.withCandidates(row.candidates(), new Pairwise(other, strength, mark));
    for (var sides : TWO_SIDED) {
      var chosen = row.column(sides.getFirst());
      var rejected = row.column(sides.getLast());
      if (chosen.isPresent() && rejected.isPresent())
        out =
            out.withColumn(sides.getFirst(), rejected.getAsDouble())
                .withColumn(sides.getLast(), chosen.getAsDouble());
    }
    for (String share :
        List.of(Column.ALPHA.key(), Names.SOFT_LABEL, Names.COMPLETED, Names.CHOSEN_ABOVE))
      if (row.column(share).isPresent())
        out = out.withColumn(share, 1 - row.column(share).getAsDouble());
    if (row.column(Names.MARGIN).isPresent())
      out = out.withColumn(Names.MARGIN, -row.column(Names.MARGIN).getAsDouble());
    return out;
  }
}
