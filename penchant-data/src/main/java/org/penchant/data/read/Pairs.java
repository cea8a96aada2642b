package org.penchant.data.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.preference.Feedback.Ranking;
import org.penchant.core.preference.Feedback.Rating;
import org.penchant.core.preference.Mark;

/** Expands rankings and ratings into the decided pairs they imply. */
public final class Pairs {
  private Pairs() {}

  /**
   * Every candidate of a better group against every one of a worse group; candidates that tie or
   * were not ranked give no pair. n candidates without ties give n(n-1)/2 pairs. Each pair keeps
   * the row's provenance, mark, columns and template.
   *
   * @throws IllegalArgumentException if the feedback is not a ranking
   */
  public static List<Comparison> fromRanking(Comparison row) {
    if (!(row.feedback() instanceof Ranking ranking)) throw wrong(row, "a ranking");
    return of(ranking).stream().map(p -> pair(row, p, row.columns(), ranking.mark())).toList();
  }

  /**
   * Every pair whose scores in one dimension differ, the higher chosen; the two scores become the
   * columns {@code chosen_rating} and {@code rejected_rating}. Missing scores give no pair.
   *
   * @throws IllegalArgumentException if the feedback is not a rating or lacks the dimension
   */
  public static List<Comparison> fromRating(Comparison row, String dimension) {
    if (!(row.feedback() instanceof Rating rating)) throw wrong(row, "a rating");
    List<Double> scores = rating.scores().get(dimension);
    if (scores == null)
      throw new IllegalArgumentException(
          row.provenance()
              + " has no scores named "
              + dimension
              + " among "
              + rating.scores().keySet());
    var pairs = new ArrayList<Comparison>();
    for (Preference preference : of(scores)) {
      Map<String, Double> columns = new HashMap<>(row.columns());
      columns.put(Column.CHOSEN_RATING.key(), scores.get(preference.winner()));
      columns.put(Column.REJECTED_RATING.key(), scores.get(preference.loser()));
      pairs.add(pair(row, preference, columns, rating.mark()));
    }
    return List.copyOf(pairs);
  }

  /**
   * One candidate over another.
   *
   * @param winner index of the preferred one
   * @param loser index of the other
   */
  public record Preference(int winner, int loser) {}

  /** Every preference a row states; of a rating those in its first dimension. */
  public static List<Preference> preferences(Comparison row) {
    return switch (row.feedback()) {
      case Pairwise pair when row.isDecidedPair() ->
          List.of(pair.outcome() == Outcome.FIRST ? new Preference(0, 1) : new Preference(1, 0));
      case Ranking ranking -> of(ranking);
      case Rating rating ->
          rating.scores().values().stream().findFirst().map(Pairs::of).orElse(List.of());
      default -> List.of();
    };
  }

  private static List<Preference> of(Ranking ranking) {
    var preferences = new ArrayList<Preference>();
    var groups = ranking.groups();
    for (int better = 0; better < groups.size(); better++)
      for (int worse = better + 1; worse < groups.size(); worse++)
        for (int winner : groups.get(better))
          for (int loser : groups.get(worse)) preferences.add(new Preference(winner, loser));
    return preferences;
  }

  private static List<Preference> of(List<Double> scores) {
    var preferences = new ArrayList<Preference>();
    for (int i = 0; i < scores.size(); i++)
      for (int j = 0; j < scores.size(); j++)
        if (scores.get(i) > scores.get(j)) preferences.add(new Preference(i, j));
    return preferences;
  }

  private static Comparison pair(
      Comparison row, Preference preference, Map<String, Double> columns, Mark mark) {
    List<Candidate> candidates =
        List.of(
            row.candidates().get(preference.winner()), row.candidates().get(preference.loser()));
    Feedback feedback = new Pairwise(Outcome.FIRST, 1, mark);
    return new Comparison(
        row.prompt(), candidates, feedback, columns, row.template(), row.provenance());
  }

  private static IllegalArgumentException wrong(Comparison row, String needed) {
    return new IllegalArgumentException(
        row.provenance() + " must hold " + needed + ", not " + row.feedback());
  }
}
