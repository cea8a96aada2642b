package org.penchant.app.reward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.reward.shape.Combination;
import org.penchant.align.reward.shape.LengthPenalty;
import org.penchant.align.reward.shape.ShapedRewards;
import org.penchant.align.reward.shape.ShapedScorer;
import org.penchant.align.reward.shape.Shaping;
import org.penchant.app.job.GeneratedAnswers;
import org.penchant.core.parts.Codec;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.seam.Scorer;

/**
 * A YAML file that says how reward models of text make the reward that is optimised. Paths are
 * relative to the file.
 *
 * <pre>
 * models: [helpful/model, harmless/model]
 * combination: and
 * references: references.jsonl
 * length-penalty: {free: 300, rate: 0.01}
 * </pre>
 *
 * @param models folders, one for each property
 * @param combination of several models' rewards; and, or, or a weighted-sum
 * @param shaping of one model's reward, in place of a combination
 * @param references reference answers as {@code generate} writes them
 * @param lengthPenalty in tokens of the first model
 */
public record ShapedFile(
    List<String> models,
    Optional<Combination> combination,
    Optional<Shaping> shaping,
    Optional<String> references,
    Optional<LengthPenalty> lengthPenalty) {
  /** Only models must be given. */
  public static ShapedFile defaults() {
    return new ShapedFile(
        List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Reads the file and opens what it names.
   *
   * @throws ProblemsException if the file or a folder breaks a rule
   */
  public static NamedScorer open(Path file) throws IOException {
    var description = read(file);
    var opened = new ArrayList<RewardScorer>();
    try {
      for (String model : description.models)
        opened.add(RewardScorer.open(file.resolveSibling(model)).inLogOdds());
      Map<Content, List<Content>> references =
          description.references.isPresent()
              ? GeneratedAnswers.read(file.resolveSibling(description.references.get()))
              : Map.of();
      var scorer =
          new ShapedScorer(
              List.<Scorer>copyOf(opened),
              description.rewards(),
              references,
              opened.getFirst()::tokens);
      return new NamedScorer(new Told(scorer, file), () -> close(opened));
    } catch (IOException | RuntimeException e) {
      close(opened);
      throw e;
    }
  }

  /** Says which prompt has too few reference answers. */
  private record Told(ShapedScorer shaped, Path file) implements Scorer {
    @Override
    public double score(Content prompt, Content response) {
      return scores(prompt, List.of(response))[0];
    }

    @Override
    public double[] scores(Content prompt, List<Content> responses) {
      try {
        return shaped.scores(prompt, responses);
      } catch (IllegalArgumentException refused) {
        throw ProblemsException.of(
            ExitCode.BAD_DATA,
            file + ", prompt",
            prompt.plain(),
            String.valueOf(refused.getMessage()),
            "give answers to this prompt with references: FILE, or take a shaping without");
      }
    }
  }

  private static void close(List<RewardScorer> opened) {
    opened.forEach(RewardScorer::close);
  }

  private ShapedRewards rewards() {
    return combination
        .map(ShapedRewards::of)
        .orElseGet(() -> ShapedRewards.of(shaping.orElseThrow()))
        .withPenalty(lengthPenalty.orElse(LengthPenalty.none()));
  }

  private static ShapedFile read(Path file) throws IOException {
    JsonNode node;
    try {
      node = new YAMLMapper().readTree(Files.readString(file));
      var found = Codec.read(node, ShapedFile.class);
      if (found.models.isEmpty()) throw new IllegalArgumentException("models: name one or more");
      if (found.combination.isPresent() == found.shaping.isPresent())
        throw new IllegalArgumentException("give shaping or combination, one of them");
      if (found.shaping.isPresent() && found.models.size() > 1)
        throw new IllegalArgumentException(
            "shaping: is of one model, there are " + found.models.size());
      found.rewards();
      return found;
    } catch (JsonProcessingException | Codec.CodecException | IllegalArgumentException wrong) {
      throw ProblemsException.of(
          ExitCode.USAGE,
          file.toString(),
          "",
          String.valueOf(wrong.getMessage()),
          "for example models: [run/model], shaping: preference-probability, references: FILE;"
              + " see docs/reward-shaping.md");
    }
  }
}
