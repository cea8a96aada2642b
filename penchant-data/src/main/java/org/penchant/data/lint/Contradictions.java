package org.penchant.data.lint;

import java.util.HashMap;
import java.util.Map;

/** Pairs whose opposite stands in an earlier row. */
final class Contradictions implements Check {
  private final Places places;
  private final Map<Fingerprint, Place> first = new HashMap<>();

  Contradictions(int limit) {
    this.places = new Places(limit);
  }

  @Override
  public String name() {
    return "contradictions";
  }

  @Override
  public String rule() {
    return "of two replies to a prompt one must be preferred throughout";
  }

  @Override
  public String remedy() {
    return "keep the verdict you trust, or model the noise";
  }

  @Override
  public void see(LintRow row) {
    for (Edge edge : Edge.of(row)) {
      first.putIfAbsent(edge.key(), edge.place());
      Place against = first.get(edge.reversed().key());
      if (against != null && !edge.winner().equals(edge.loser()))
        places.add(row, "against " + against);
    }
  }

  @Override
  public Found found() {
    return places.found();
  }
}
