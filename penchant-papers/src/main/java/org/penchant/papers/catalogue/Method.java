package org.penchant.papers.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.penchant.align.objective.Objective;

/**
 * An entry resolved with its parameters: what training runs and manifests record.
 *
 * @param id of the entry
 * @param settings the value of every parameter
 * @param objective the composition
 * @param recipe what goes around it
 * @param warnings cautions of the entry and of the composition
 */
public record Method(
    String id,
    Map<String, JsonNode> settings,
    Objective objective,
    Recipe recipe,
    List<String> warnings) {
  @Override
  public String toString() {
    return id + settings;
  }
}
