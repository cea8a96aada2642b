package org.penchant.papers.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.objective.Objective;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.crowd.Opinions;
import org.penchant.align.reward.tool.TraceLoss;

/**
 * An entry that trains a reward model, resolved with its parameters.
 *
 * @param id of the entry
 * @param settings the value of every parameter
 * @param head what is trained
 * @param objective of preferences; empty if the head learns from labels
 * @param opinions how ratings of one response become its label, where they are gathered
 * @param traces what of traces is taught beside the reward, where responses are read with theirs
 * @param warnings cautions of the entry and of the composition
 */
public record RewardMethod(
    String id,
    Map<String, JsonNode> settings,
    Head head,
    Optional<Objective> objective,
    Optional<Opinions> opinions,
    Optional<TraceLoss> traces,
    List<String> warnings) {
  @Override
  public String toString() {
    return id + settings;
  }
}
