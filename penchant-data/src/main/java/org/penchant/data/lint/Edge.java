package org.penchant.data.lint;

import java.util.List;
import org.penchant.data.read.Pairs;

/** That one reply to a prompt was preferred to another. */
record Edge(Fingerprint prompt, Fingerprint winner, Fingerprint loser, Place place) {
  /** The preferences a row states; of a rating those in its first dimension. */
  static List<Edge> of(LintRow row) {
    List<Pairs.Preference> stated = Pairs.preferences(row.comparison());
    if (stated.isEmpty()) return List.of();
    Place place = Place.of(row.comparison().provenance(), "");
    var candidates = row.candidates();
    return stated.stream()
        .map(p ->
            new Edge(row.prompt(), candidates.get(p.winner()), candidates.get(p.loser()), place))
        .toList();
  }

  Edge reversed() {
    return new Edge(prompt, loser, winner, place);
  }

  /** The same for every row that states this preference. */
  Fingerprint key() {
    return prompt.then(winner).then(loser);
  }
}
