package org.penchant.rank.judge;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * All evaluations of one question: multiple evidence and balanced position calibration (arXiv
 * 2305.17926). Forward ones saw A first, reversed ones B first; both hold scores by answer. Scores
 * are averaged within each order and then over the orders, so that a lost evaluation does not bring
 * position bias back.
 *
 * @param forward evaluations with A first
 * @param reversed evaluations with B first; empty for a judge asked in one order only
 */
public record Evidence(List<AnswerScores> forward, List<AnswerScores> reversed) {
  public Evidence {
    forward = List.copyOf(forward);
    reversed = List.copyOf(reversed);
    if (forward.isEmpty() && reversed.isEmpty())
      throw new IllegalArgumentException("no evaluation of the question is left");
  }

  /** CS_A and CS_B: the mean over orders of the mean within each. */
  public AnswerScores mean() {
    return new AnswerScores(mean(AnswerScores::a), mean(AnswerScores::b));
  }

  public Verdict verdict() {
    return mean().verdict();
  }

  /**
   * Balanced position diversity entropy, -sum p ln p over win, tie and lose, of the outcomes of all
   * evaluations, each order counting half; in [0, ln 3] nats.
   */
  public double diversity() {
    double entropy = 0;
    for (double p : shares().values()) if (p > 0) entropy -= p * Math.log(p);
    return entropy;
  }

  /** Whether the orders, each averaged, disagree; empty without both. */
  public Optional<Boolean> conflict() {
    if (forward.isEmpty() || reversed.isEmpty()) return Optional.empty();
    var one = new Evidence(forward, List.of());
    var other = new Evidence(List.of(), reversed);
    return Optional.of(one.verdict() != other.verdict());
  }

  /** The diversity within the orders alone, averaged: what is not due to position. */
  public double diversityWithin() {
    return Stream.of(forward, reversed)
        .filter(order -> !order.isEmpty())
        .mapToDouble(order -> new Evidence(order, List.of()).diversity())
        .average()
        .orElseThrow();
  }

  /** ((a - b) forward - (a - b) reversed) / 2: what standing first is worth; NaN without both. */
  public double positionEffect() {
    if (forward.isEmpty() || reversed.isEmpty()) return Double.NaN;
    return (mean(forward, s -> s.a() - s.b()) - mean(reversed, s -> s.a() - s.b())) / 2;
  }

  /** The question with A and B exchanged everywhere. */
  public Evidence swapped() {
    return new Evidence(
        reversed.stream().map(s -> new AnswerScores(s.b(), s.a())).toList(),
        forward.stream().map(s -> new AnswerScores(s.b(), s.a())).toList());
  }

  private Map<Verdict, Double> shares() {
    var shares = new EnumMap<Verdict, Double>(Verdict.class);
    var orders = Stream.of(forward, reversed).filter(order -> !order.isEmpty()).toList();
    for (var order : orders)
      for (var scores : order)
        shares.merge(scores.verdict(), 1.0 / (orders.size() * order.size()), Double::sum);
    return shares;
  }

  private double mean(ToDoubleFunction<AnswerScores> of) {
    return Stream.of(forward, reversed)
        .filter(order -> !order.isEmpty())
        .mapToDouble(order -> mean(order, of))
        .average()
        .orElseThrow();
  }

  private static double mean(List<AnswerScores> order, ToDoubleFunction<AnswerScores> of) {
    return order.stream().mapToDouble(of).average().orElseThrow();
  }
}
