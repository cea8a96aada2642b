package org.penchant.papers.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.rank.ask.CopelandSearch;
import org.penchant.rank.game.GameRating;
import org.penchant.rank.judge.BalancedPosition;
import org.penchant.rank.judge.HumanRouting;
import org.penchant.rank.judge.PairSort;
import org.penchant.rank.judge.PositionCalibration;
import org.penchant.rank.rating.Rater;
import org.penchant.rank.voting.TableRule;
import org.penchant.rank.voting.WeightSearch;

/** The kinds of part that methods other than objectives are made of, by name. */
public final class Families {
  private static final Map<String, Class<?>> ALL =
      new TreeMap<>(
          Map.of(
              "rater", Rater.class,
              "table-rule", TableRule.class,
              "weight-search", WeightSearch.class,
              "game-rating", GameRating.class,
              "copeland-search", CopelandSearch.class,
              "pair-sort", PairSort.class,
              "position-calibration", PositionCalibration.class,
              "balanced-position", BalancedPosition.class,
              "human-routing", HumanRouting.class));

  private Families() {}

  /** What parts of a family are. */
  static Class<?> type(String family) {
    return java.util.Objects.requireNonNull(ALL.get(family), family);
  }

  /**
   * The parts of an entry.
   *
   * @throws ProblemsException if a family or part is unknown or refuses its values
   */
  static Map<String, Object> parts(Entry entry, Map<String, JsonNode> settings) {
    var parts = new LinkedHashMap<String, Object>();
    entry
        .parts()
        .forEach((family, node) -> {
          var type = ALL.get(family);
          if (type == null)
            throw problem(entry.id(), family, "no such family of parts; there are " + ALL.keySet());
          try {
            parts.put(family, Codec.read(Parameters.fill(node, settings), type));
          } catch (IllegalArgumentException | Codec.CodecException refused) {
            throw problem(entry.id(), family, String.valueOf(refused.getMessage()));
          }
        });
    return parts;
  }

  private static ProblemsException problem(String id, String family, String rule) {
    return ProblemsException.of(
        ExitCode.USAGE, id + " parts", family, rule, "mend the entry or its parameters");
  }
}
