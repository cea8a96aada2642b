package org.penchant.papers.claim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.penchant.core.parts.Codec;
import org.penchant.papers.catalogue.Parameters;
import org.penchant.papers.world.LogLinearSettings;
import org.penchant.papers.world.PairSettings;

/** One case of a claim with every variable filled in. */
record Setting(
    Case in,
    LogLinearSettings world,
    PairSettings pairs,
    Training training,
    List<DerivedColumn> columns,
    List<Arm> arms) {

  String name() {
    return in.name();
  }

  static List<Setting> of(Claim claim) {
    var all = new ArrayList<Setting>();
    for (var run : claim.runs())
      for (var values : Cases.expand(run.cases()))
        all.add(
            new Setting(
                Case.of(values),
                Codec.read(Parameters.fill(claim.world(), values), LogLinearSettings.class),
                Codec.read(Parameters.fill(claim.pairs(), values), PairSettings.class),
                Codec.read(Parameters.fill(claim.training(), values), Training.class),
                list(claim.columns(), values, DerivedColumn.class),
                list(run.arms(), values, Arm.class)));
    var seen = new HashSet<String>();
    for (var setting : all)
      for (var arm : setting.arms()) {
        if (arm.name().equals(Arm.defaults().name()))
          throw new IllegalArgumentException("an arm of '" + setting.name() + "' has no name");
        if (!seen.add(setting.name() + "|" + arm.name()))
          throw new IllegalArgumentException(
              "arm '" + arm.name() + "' stands twice in case '" + setting.name() + "'");
      }
    return all;
  }

  private static <T> List<T> list(JsonNode nodes, Map<String, JsonNode> values, Class<T> type) {
    var all = new ArrayList<T>();
    for (var node : nodes) all.add(Codec.read(Parameters.fill(node, values), type));
    return all;
  }
}
