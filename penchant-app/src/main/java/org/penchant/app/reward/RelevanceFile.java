package org.penchant.app.reward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.reward.relevance.CueClassifier;
import org.penchant.align.reward.relevance.Encoder;
import org.penchant.align.reward.relevance.HashedEncoder;
import org.penchant.align.reward.relevance.RelevanceMixture;
import org.penchant.align.reward.relevance.RelevanceScorer;
import org.penchant.align.reward.relevance.Rescaling;
import org.penchant.align.reward.relevance.Segmentation;
import org.penchant.app.job.GeneratedAnswers;
import org.penchant.core.parts.Codec;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * A YAML file that says how relevance is a reward (arXiv 2402.03469). Paths are relative to the
 * file; everything may be left out.
 *
 * <pre>
 * encoder: words
 * references: references.jsonl
 * calibration: answers.jsonl
 * mixture: {words: 100, cap: 512, incentive: true, penalty: true, branches: by-kind, least-confidence: 0.7}
 * </pre>
 *
 * @param encoder {@code words}, or a model's folder, whose mean hidden states are taken
 * @param references the first answer to a prompt is its reference answer, which closed questions
 *     need; as {@code generate} writes them
 * @param calibration answers of the policy that training starts from, by which relevances to
 *     references are brought to the scale of open questions
 * @param mixture of the factors; every query as an open one if there are no references
 * @param segmentation what lengths and repetitions are counted in
 */
public record RelevanceFile(
    String encoder,
    Optional<String> references,
    Optional<String> calibration,
    Optional<RelevanceMixture> mixture,
    Segmentation segmentation) {
  /** Hashed words, no references. */
  public static RelevanceFile defaults() {
    return new RelevanceFile(
        "words", Optional.empty(), Optional.empty(), Optional.empty(), new Segmentation.Words());
  }

  /**
   * Reads the file and opens what it names.
   *
   * @throws ProblemsException if the file breaks a rule, or its calibration cannot be fitted
   */
  public static NamedScorer open(Path file) throws IOException {
    var description = read(file);
    if (description.encoder.equals("words"))
      return new NamedScorer(description.scorer(file, HashedEncoder.defaults()), () -> {});
    var model = ModelEncoder.open(file.resolveSibling(description.encoder));
    try {
      return new NamedScorer(description.scorer(file, model), model);
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private RelevanceScorer scorer(Path file, Encoder with) throws IOException {
    Map<Content, List<Content>> given =
        references.isPresent()
            ? GeneratedAnswers.read(file.resolveSibling(references.get()))
            : Map.of();
    var how =
        mixture.orElseGet(() ->
            given.isEmpty()
                ? RelevanceMixture.defaults().withBranches(RelevanceMixture.Branches.OPEN)
                : RelevanceMixture.defaults());
    var scorer =
        new RelevanceScorer(
            with,
            CueClassifier.defaults(),
            segmentation,
            how,
            Rescaling.none(with),
            prompt -> Optional.ofNullable(given.get(prompt)).map(all -> all.getFirst().plain()));
    return calibration.isPresent()
        ? scorer.calibrated(GeneratedAnswers.read(file.resolveSibling(calibration.get())))
        : scorer;
  }

  private static RelevanceFile read(Path file) throws IOException {
    try {
      return Codec.read(new YAMLMapper().readTree(Files.readString(file)), RelevanceFile.class);
    } catch (JsonProcessingException | Codec.CodecException | IllegalArgumentException wrong) {
      throw ProblemsException.of(
          ExitCode.USAGE,
          file.toString(),
          "",
          String.valueOf(wrong.getMessage()),
          "for example encoder: words, references: FILE; see docs/reward-shaping.md");
    }
  }
}
