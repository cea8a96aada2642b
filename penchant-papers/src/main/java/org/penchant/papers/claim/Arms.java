package org.penchant.papers.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.align.objective.Objective;
import org.penchant.core.io.Json;
import org.penchant.core.random.Seeds;
import org.penchant.papers.catalogue.Catalogue;
import org.penchant.papers.world.Pair;

/** What an arm's settings come to. */
final class Arms {
  private static final String CHANGED = "arm-of-a-claim";

  private Arms() {}

  /** The composition of the arm's method, with the arm's parameters and changes. */
  static Objective objective(Catalogue catalogue, Arm arm) {
    var set = new LinkedHashMap<String, JsonNode>();
    arm.set().properties().forEach(e -> set.put(e.getKey(), e.getValue()));
    if (arm.terms().isEmpty()) return catalogue.method(arm.method(), set).objective();
    var entry = JsonNodeFactory.instance.objectNode();
    entry.put("id", CHANGED).put("extends", arm.method()).put("status", "exact");
    entry.putObject("paper").put("title", arm.name()).put("family", "control");
    entry.set("terms", arm.terms());
    return catalogue
        .with(arm.name(), Json.line(entry))
        .method(CHANGED, Map.copyOf(set))
        .objective();
  }

  /** The pairs the arm trains on. */
  static List<Pair> rows(Arm arm, List<Pair> drawn) {
    return switch (arm.rows()) {
      case ALL -> drawn;
      case FIRST_POOL -> drawn.stream().filter(p -> p.pool() == 0).toList();
      case SCORE_ORIENTED ->
          drawn.stream().map(p -> p.chosenScore() >= p.rejectedScore() ? p : p.swapped()).toList();
    };
  }

  /** For each row of every seed, a row of the same seed. */
  static int[] permutation(PairRows rows, List<Seeds> seeds) {
    int n = rows.perSeed();
    int[] order = new int[rows.seeds() * n];
    for (int s = 0; s < rows.seeds(); s++) {
      int[] own = Seeds.permutation(n, seeds.get(s).stream("permutation"));
      for (int i = 0; i < n; i++) order[s * n + i] = s * n + own[i];
    }
    return order;
  }
}
