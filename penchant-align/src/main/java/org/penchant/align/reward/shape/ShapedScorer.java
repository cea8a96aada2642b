package org.penchant.align.reward.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.penchant.core.preference.Content;
import org.penchant.core.seam.Scorer;

/**
 * Reward models seen through a shaping. Reference answers of a prompt are scored once, by the same
 * models as the answers: rewards of two models have different zeros.
 */
public final class ShapedScorer implements Scorer {
  private final List<Scorer> models;
  private final ShapedRewards shaping;
  private final Map<Content, List<Content>> references;
  private final ToIntFunction<Content> length;
  private final Map<Content, double[][]> known = new ConcurrentHashMap<>();

  /**
   * Scores through a shaping.
   *
   * @param models one for each property
   * @param references answers by prompt; none if the shaping needs none
   * @param length tokens of a response, for the penalty
   */
  public ShapedScorer(
      List<Scorer> models,
      ShapedRewards shaping,
      Map<Content, List<Content>> references,
      ToIntFunction<Content> length) {
    this.models = List.copyOf(models);
    this.shaping = shaping;
    this.references = Map.copyOf(references);
    this.length = length;
  }

  /**
   * The rewards of responses at each stage.
   *
   * @throws IllegalArgumentException if the prompt has fewer reference answers than the shaping
   *     needs
   */
  public List<ShapedReward> rewards(Content prompt, List<Content> responses) {
    double[][] raw = raw(prompt, responses);
    double[][] background =
        known.computeIfAbsent(prompt, p -> raw(p, references.getOrDefault(p, List.of())));
    var found = new ArrayList<ShapedReward>();
    for (int i = 0; i < responses.size(); i++) {
      double[] own = new double[models.size()];
      for (int k = 0; k < own.length; k++) own[k] = raw[k][i];
      found.add(shaping.of(own, background, length.applyAsInt(responses.get(i))));
    }
    return found;
  }

  private double[][] raw(Content prompt, List<Content> responses) {
    return models.stream()
        .map(m -> responses.isEmpty() ? new double[0] : m.scores(prompt, responses))
        .toArray(double[][]::new);
  }

  @Override
  public double score(Content prompt, Content response) {
    return scores(prompt, List.of(response))[0];
  }

  @Override
  public double[] scores(Content prompt, List<Content> responses) {
    return rewards(prompt, responses).stream().mapToDouble(ShapedReward::shaped).toArray();
  }
}
