package org.penchant.app.basis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTally;
import org.penchant.rank.basis.CategoryBootstrap;

/**
 * Ratings of the models that wrote the responses, by category.
 *
 * @param items the models; none where none are named
 * @param note why there are no ratings, where models are named
 */
public record ModelRatings(
    Map<String, CategoryBootstrap.Rated> rated, List<String> items, String note) {
  static ModelRatings of(
      List<Comparison> pairs,
      int[] labels,
      NamedBasis categories,
      ModelNames names,
      CategoryBootstrap rating,
      Seeds seeds) {
    if (names.byRow().isEmpty()) return new ModelRatings(Map.of(), List.of(), "");
    var tally = new VoteTally(Set.of(VoteTally.Keep.GROUP), List.of());
    for (int i = 0; i < labels.length; i++) {
      String category = categories.name(labels[i]);
      names
          .of(pairs.get(i))
          .ifPresent(two -> tally.add(Vote.won(two.getFirst(), two.getLast()).withGroup(category)));
    }
    var table = tally.table();
    try {
      return new ModelRatings(rating.rate(table, seeds), table.items(), "");
    } catch (ProblemsException undetermined) {
      return new ModelRatings(Map.of(), table.items(), String.valueOf(undetermined.getMessage()));
    }
  }
}
