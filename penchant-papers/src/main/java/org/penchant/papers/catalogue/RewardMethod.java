package org.penchant.papers.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.objective.Objective;
import org.penchant.align.reward.Head;

/**
 * An entry that trains a reward model, resolved with its parameters.
 *
 * @param id of the entry
 * @param settings the value of every parameter
 * @param head what is trained
 * @param objective of preferences; empty if the head learns from labels
 * @param warnings cautions of the entry and of the composition
 */
public record RewardMethod(
    String id,
    Map<String, JsonNode> settings,
    Head head,
    Optional<Objective> objective,
    List<String> warnings) {
  @Override
  public String toString() {
    return id + settings;
  }
}
