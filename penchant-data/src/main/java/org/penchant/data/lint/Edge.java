package org.penchant.data.lint;

import java.util.List;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback.Ranking;
import org.penchant.core.preference.Feedback.Rating;
import org.penchant.data.read.Pairs;

/** That one reply to a prompt was preferred to another. */
record Edge(Fingerprint prompt, Fingerprint winner, Fingerprint loser, Place place) {
  /** The preferences a row states; of a rating those in its first dimension. */
  static List<Edge> of(Comparison row) {
    List<Comparison> pairs =
        switch (row.feedback()) {
          case Ranking _ -> Pairs.fromRanking(row);
          case Rating rating -> Pairs.fromRating(row, rating.scores().keySet().iterator().next());
          default -> row.isDecidedPair() ? List.of(row) : List.of();
        };
    if (pairs.isEmpty()) return List.of();
    Fingerprint prompt = Fingerprint.of(row.prompt());
    Place place = Place.of(row.provenance(), "");
    return pairs.stream()
        .map(pair ->
            new Edge(
                prompt,
                Fingerprint.of(pair.chosen().content()),
                Fingerprint.of(pair.rejected().content()),
                place))
        .toList();
  }

  Edge reversed() {
    return new Edge(prompt, loser, winner, place);
  }

  /** The same for every row that states this preference. */
  Fingerprint key() {
    return Fingerprint.of(prompt.toString(), winner.toString(), loser.toString());
  }
}
