package org.penchant.core.preference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;

/**
 * A prompt, candidates and what was said of them: the unit of preference data.
 *
 * @param prompt what the candidates answer
 * @param candidates at least one
 * @param feedback which are better; its indices point into {@code candidates}
 * @param columns numeric columns of the row under their names (margin, chosen_rating,
 *     rejected_rating, alpha, ...); all finite
 * @param template the row's further structure under its columns' names: what a chat template gets
 *     beside the messages (tools, chat_template_kwargs), the constraints its prompt states
 * @param provenance where the row came from
 */
public record Comparison(
    Content prompt,
    List<Candidate> candidates,
    Feedback feedback,
    Map<String, Double> columns,
    Map<String, Object> template,
    Provenance provenance) {
  public Comparison {
    candidates = List.copyOf(candidates);
    if (candidates.isEmpty()) throw new IllegalArgumentException("a comparison needs a candidate");
    columns = Map.copyOf(columns);
    template = Map.copyOf(template);
  }

  /** A labelled pair: the first candidate was chosen, the second rejected. */
  public static Comparison pair(
      Content prompt, Content chosen, Content rejected, Provenance provenance) {
    return new Comparison(
        prompt,
        List.of(Candidate.response(chosen), Candidate.response(rejected)),
        new Pairwise(Outcome.FIRST, 1, Mark.NONE),
        Map.of(),
        Map.of(),
        provenance);
  }

  /** One response with a good or bad label. */
  public static Comparison unary(
      Content prompt, Content response, boolean good, Provenance provenance) {
    return new Comparison(
        prompt,
        List.of(Candidate.response(response)),
        new Feedback.Unary(good, Mark.NONE),
        Map.of(),
        Map.of(),
        provenance);
  }

  /** Responses of which nothing was said. */
  public static Comparison unjudged(
      Content prompt, List<Content> responses, Provenance provenance) {
    return new Comparison(
        prompt,
        responses.stream().map(Candidate::response).toList(),
        new Feedback.Ranking(List.of(), Mark.NONE),
        Map.of(),
        Map.of(),
        provenance);
  }

  /** Whether one of two candidates was preferred to the other. */
  public boolean isDecidedPair() {
    return feedback instanceof Pairwise p
        && candidates.size() == 2
        && (p.outcome() == Outcome.FIRST || p.outcome() == Outcome.SECOND);
  }

  /**
   * The preferred candidate of a decided pair.
   *
   * @throws IllegalStateException if this is not a decided pair
   */
  public Candidate chosen() {
    return candidates.get(chosenIndex());
  }

  /**
   * The other candidate of a decided pair.
   *
   * @throws IllegalStateException if this is not a decided pair
   */
  public Candidate rejected() {
    return candidates.get(1 - chosenIndex());
  }

  public Comparison withPrompt(Content other) {
    return new Comparison(other, candidates, feedback, columns, template, provenance);
  }

  /** Other candidates and what is said of them. */
  public Comparison withCandidates(List<Candidate> others, Feedback said) {
    return new Comparison(prompt, others, said, columns, template, provenance);
  }

  /** One numeric column more, or another value of it. */
  public Comparison withColumn(String name, double value) {
    var more = new HashMap<>(columns);
    more.put(name, value);
    return new Comparison(prompt, candidates, feedback, more, template, provenance);
  }

  public Comparison withTemplate(Map<String, Object> other) {
    return new Comparison(prompt, candidates, feedback, columns, other, provenance);
  }

  public Comparison withProvenance(Provenance other) {
    return new Comparison(prompt, candidates, feedback, columns, template, other);
  }

  public OptionalDouble column(String name) {
    Double value = columns.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private int chosenIndex() {
    if (!isDecidedPair()) throw new IllegalStateException(provenance + " is not a decided pair");
    return ((Pairwise) feedback).outcome() == Outcome.FIRST ? 0 : 1;
  }
}
