package org.penchant.align.reward.relevance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.penchant.align.reward.relevance.RelevanceMixture.Measured;
import org.penchant.core.explain.Explanation;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.seam.Scorer;

/**
 * The relevance reward of texts.
 *
 * @param references a prompt's reference answer, where there is one
 */
public record RelevanceScorer(
    Encoder encoder,
    QueryClassifier classifier,
    Segmentation segmentation,
    RelevanceMixture mixture,
    Rescaling rescaling,
    Function<Content, Optional<String>> references)
    implements Scorer {
  private static final int RUN = 3;

  /**
   * @throws ProblemsException if the rescaling is another encoder's
   */
  public RelevanceScorer {
    rescaling.check(encoder);
  }

  /** Cue words, words and an unchanged scale. */
  public static RelevanceScorer of(
      Encoder encoder, Function<Content, Optional<String>> references) {
    return new RelevanceScorer(
        encoder,
        CueClassifier.defaults(),
        new Segmentation.Words(),
        RelevanceMixture.defaults(),
        Rescaling.none(encoder),
        references);
  }

  public RelevanceScorer withMixture(RelevanceMixture other) {
    return new RelevanceScorer(encoder, classifier, segmentation, other, rescaling, references);
  }

  public RelevanceScorer withSegmentation(Segmentation other) {
    return new RelevanceScorer(encoder, classifier, other, mixture, rescaling, references);
  }

  /**
   * The same with relevances to reference answers brought to the scale of open queries, fitted to
   * answers of the policy that training starts from.
   *
   * @throws ProblemsException if queries of one kind have no answers, or their values do not vary
   */
  public RelevanceScorer calibrated(Map<Content, List<Content>> answers) {
    var closed = new ArrayList<Double>();
    var open = new ArrayList<Double>();
    answers.forEach((prompt, all) -> {
      boolean ofOpen = classifier.of(prompt.plain()).kind() == QueryClassifier.Kind.OPEN;
      var reference = references.apply(prompt);
      for (var answer : all)
        if (ofOpen) open.add(mixture.open(measure(prompt, answer.plain(), false)));
        else if (reference.isPresent())
          closed.add(encoder.relevance(reference.get(), answer.plain()));
    });
    requireSome("closed", closed, "with reference answers");
    requireSome("open", open, "");
    return new RelevanceScorer(
        encoder,
        classifier,
        segmentation,
        mixture,
        Rescaling.fit(encoder, array(closed), array(open)),
        references);
  }

  private static void requireSome(String kind, List<Double> values, String more) {
    if (values.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "calibration of relevance",
          "0 answers",
          "none is to a prompt that reads as " + kind + (more.isEmpty() ? "" : ", " + more),
          "give answers to prompts of both kinds, or leave the calibration out");
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(v -> v).toArray();
  }

  /**
   * The reward; 0 of an empty answer.
   *
   * @throws ProblemsException if the query is closed and has no reference answer, or words cannot
   *     be counted
   */
  @Override
  public double score(Content prompt, Content response) {
    return explain(prompt, response).value();
  }

  /** The reward with its factors. */
  public Explanation explain(Content prompt, Content response) {
    String query = prompt.plain();
    String answer = response.plain();
    var kind = classifier.of(query);
    var m = measure(prompt, answer, mixture.needsReference(kind));
    return Explanation.of(
        "relevance reward",
        m.words() == 0 ? 0 : mixture.of(m, kind),
        kind.kind() + " query, confidence " + kind.confidence(),
        Explanation.of("open", mixture.open(m), "relevance to the query x length x distinct"),
        Explanation.of("closed", mixture.closed(m), "relevance to the reference x distinct"),
        Explanation.of("relevance to the query", m.toQuery(), ""),
        Explanation.of("relevance to the reference", m.toReference(), "rescaled"),
        Explanation.of("words", m.words(), ""),
        Explanation.of("distinct", m.distinct(), "distinct runs of " + RUN + " units / all"));
  }

  private Measured measure(Content prompt, String answer, boolean referenceNeeded) {
    var units = segmentation.units(answer);
    var reference = references.apply(prompt);
    if (referenceNeeded && reference.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "query",
          prompt.plain(),
          "is closed, or may be, and has no reference answer",
          "give one, or use the open form for all queries");
    return new Measured(
        encoder.relevance(prompt.plain(), answer),
        reference.map(r -> rescaling.of(encoder.relevance(r, answer))).orElse(0.0),
        segmentation.words(answer),
        Repetition.distinct(units, RUN));
  }
}
