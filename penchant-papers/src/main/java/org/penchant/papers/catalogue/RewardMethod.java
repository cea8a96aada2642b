package org.penchant.papers.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.objective.Objective;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.crowd.Opinions;
import org.penchant.align.reward.ideal.PrototypeStart;
import org.penchant.align.reward.lowrank.BasisTraining;
import org.penchant.align.reward.mix.SourceWeights;
import org.penchant.align.reward.tool.TraceLoss;

/**
 * An entry that trains a reward model, resolved with its parameters.
 *
 * @param id of the entry
 * @param settings the value of every parameter
 * @param head what is trained
 * @param objective of preferences; empty if the head learns from labels
 * @param parts the entry's parts by family, the head among them
 * @param warnings cautions of the entry and of the composition
 */
public record RewardMethod(
    String id,
    Map<String, JsonNode> settings,
    Head head,
    Optional<Objective> objective,
    Map<String, Object> parts,
    List<String> warnings) {
  /** How ratings of one response become its label, where they are gathered. */
  public Optional<Opinions> opinions() {
    return Optional.ofNullable((Opinions) parts.get(Families.OPINIONS));
  }

  /** What of traces is taught beside the reward, where responses are read with theirs. */
  public Optional<TraceLoss> traces() {
    return Optional.ofNullable((TraceLoss) parts.get(Families.TRACES));
  }

  /** How losses of several data sets are weighed, where the method says it. */
  public Optional<SourceWeights> sources() {
    return Optional.ofNullable((SourceWeights) parts.get(Families.SOURCES));
  }

  /** How rewards that users share are trained, where they share any. */
  public Optional<BasisTraining> basis() {
    return Optional.ofNullable((BasisTraining) parts.get(Families.BASIS));
  }

  /** Where ideal points begin. */
  public PrototypeStart prototypes() {
    return parts.get(Families.PROTOTYPES) instanceof PrototypeStart start
        ? start
        : PrototypeStart.NORMAL;
  }

  @Override
  public String toString() {
    return id + settings;
  }
}
