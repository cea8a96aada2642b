package org.penchant.align.reward.shape;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.io.Sha256;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.seam.Generator;
import org.penchant.core.seam.Scorer;

/**
 * Rewards of reference answers, sampled and scored once for each prompt, all by one reward model:
 * rewards of two models have different zeros, so mixing them would uncentre silently.
 *
 * @param model the reward model's hash
 * @param rewards by the hash of the prompt
 */
public record ReferenceRewards(String model, Map<String, List<Double>> rewards) {
  public ReferenceRewards {
    rewards = Map.copyOf(rewards);
  }

  /** None yet, of a reward model. */
  public static ReferenceRewards of(String model) {
    return new ReferenceRewards(model, Map.of());
  }

  /** The rewards of {@code answers} samples for each prompt. */
  public static ReferenceRewards draw(
      String model, Scorer scorer, Generator reference, List<Content> prompts, int answers) {
    var all = new TreeMap<String, List<Double>>();
    var samples = reference.generate(prompts, answers);
    for (int p = 0; p < prompts.size(); p++) {
      var prompt = prompts.get(p);
      all.put(key(prompt), samples.get(p).stream().map(a -> scorer.score(prompt, a)).toList());
    }
    return new ReferenceRewards(model, all);
  }

  /** With a prompt's rewards by {@code scoredBy}, which must be this model. */
  public ReferenceRewards with(Content prompt, String scoredBy, double... values) {
    refuseOther(scoredBy);
    var more = new TreeMap<>(rewards);
    more.put(key(prompt), Arrays.stream(values).boxed().toList());
    return new ReferenceRewards(model, more);
  }

  /**
   * A prompt's rewards by {@code scoredBy}.
   *
   * @throws ProblemsException if that is another model, or there are none
   */
  public double[] get(Content prompt, String scoredBy) {
    refuseOther(scoredBy);
    var found = rewards.get(key(prompt));
    if (found == null)
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "reference rewards",
          prompt.plain(),
          "has no reference answers",
          "sample and score some for this prompt");
    return found.stream().mapToDouble(v -> v).toArray();
  }

  /** Writes them as JSON. */
  public void save(Path file) throws IOException {
    AtomicFiles.write(file, Json.pretty(this));
  }

  public static ReferenceRewards load(Path file) throws IOException {
    return Json.read(file, ReferenceRewards.class);
  }

  private void refuseOther(String scoredBy) {
    if (!scoredBy.equals(model))
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "reference rewards",
          scoredBy,
          "they were scored by reward model " + model,
          "score the reference answers again with this model");
  }

  private static String key(Content prompt) {
    return Sha256.of(prompt.plain());
  }
}
