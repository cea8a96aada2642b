package org.penchant.rank.judge;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Proportions;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.rank.choice.BradleyTerry;
import org.penchant.rank.choice.Cluster;
import org.penchant.rank.choice.Errors;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.choice.Penalty;
import org.penchant.rank.rating.Kappa;

/**
 * How far a judge can be trusted: whether exchanging the seats exchanges its verdicts, whether it
 * agrees with people, and what its verdicts depend on beside the items, estimated inside the rating
 * model
 *
 * <p>logit Pr(first) = u_first - u_second + position + length (ln words first - ln words second) +
 * self (own first - own second)
 *
 * <p>over all answers in both orders, with errors clustered by question. The utilities have a ridge
 * of 0.01.
 *
 * @param questions asked in both orders
 * @param consistency share of them with the same verdict in both orders
 * @param effects on the log-odds, those that can be told apart from the utilities
 * @param agreement with labels, ties of the judge counting as disagreement; empty without labels
 * @param kappa with the labels
 */
public record JudgeAudit(
    int questions,
    Interval consistency,
    List<Effect> effects,
    Optional<Interval> agreement,
    Optional<Kappa> kappa) {
  /** An effect on the log-odds with its standard error. */
  public record Effect(String name, double value, double standardError) {}

  /**
   * A question answered in both orders.
   *
   * @param question what clusters answers
   * @param a the item whose answer is A
   * @param b the other
   * @param wordsA length of answer A, words
   * @param wordsB of B
   * @param ownA whether the judge wrote A itself
   * @param ownB likewise
   * @param forward the judge's answer with A first
   * @param reversed with B first
   * @param label what people said
   */
  public record Judged(
      String question,
      String a,
      String b,
      int wordsA,
      int wordsB,
      boolean ownA,
      boolean ownB,
      OrderedPair forward,
      OrderedPair reversed,
      Optional<Verdict> label) {}

  /**
   * Audits a judge.
   *
   * @throws IllegalArgumentException without a question
   */
  public static JudgeAudit of(List<Judged> judged) {
    if (judged.isEmpty()) throw new IllegalArgumentException("no question was judged");
    int same = 0;
    int right = 0;
    var said = new ArrayList<Verdict>();
    var labels = new ArrayList<Verdict>();
    for (var one : judged) {
      if (Verdict.of(one.forward().probability(), 0.5)
          == Verdict.of(0.5, one.reversed().probability())) same++;
      if (one.label().isEmpty()) continue;
      double p = new PositionCalibration.LogOdds().probability(one.forward(), one.reversed());
      said.add(Verdict.of(p, 0.5));
      labels.add(one.label().get());
      if (said.getLast() == labels.getLast()) right++;
    }
    boolean labelled = !labels.isEmpty();
    return new JudgeAudit(
        judged.size(),
        Proportions.wilson(same, judged.size(), 0.95),
        effects(judged),
        labelled ? Optional.of(Proportions.wilson(right, labels.size(), 0.95)) : Optional.empty(),
        labelled ? Optional.of(Kappa.of(said, labels)) : Optional.empty());
  }

  private static List<Effect> effects(List<Judged> judged) {
    boolean self = judged.stream().anyMatch(j -> j.ownA() != j.ownB());
    boolean length = judged.stream().anyMatch(j -> j.wordsA() != j.wordsB());
    var names = new ArrayList<String>();
    if (length) names.add("length");
    if (self) names.add("self");
    var votes = votes(judged, names);
    var choice =
        new PairwiseChoice(
            BradleyTerry.defaults(), new Penalty.Ridge(0.01), true, !names.isEmpty());
    var fit = choice.fit(votes);
    boolean clusters = votes.groups().size() > 1;
    double[][] covariance =
        new Errors.Sandwich(clusters ? Cluster.GROUP : Cluster.VOTE).covariance(choice, votes, fit);
    var effects = new ArrayList<Effect>();
    for (int k = 0; k < fit.extraNames().size(); k++) {
      int at = fit.items().size() + k;
      String name = fit.extraNames().get(k);
      effects.add(
          new Effect(
              name.equals("order") ? "position" : name,
              fit.extras()[k],
              Math.sqrt(covariance[at][at])));
    }
    return effects;
  }

  private static VoteTable votes(List<Judged> judged, List<String> names) {
    var keep = EnumSet.of(Keep.GROUP);
    if (!names.isEmpty()) keep.add(Keep.COVARIATES);
    var tally = new VoteTally(keep, names);
    for (var one : judged) {
      tally.add(vote(one, one.a(), one.b(), one.forward(), names, 1));
      tally.add(vote(one, one.b(), one.a(), one.reversed(), names, -1));
    }
    return tally.table();
  }

  private static Vote vote(
      Judged one, String first, String second, OrderedPair answer, List<String> names, int sign) {
    double length = Math.log(Math.max(1, one.wordsA())) - Math.log(Math.max(1, one.wordsB()));
    double self = (one.ownA() ? 1 : 0) - (one.ownB() ? 1 : 0);
    var covariates =
        names.stream().map(name -> sign * (name.equals("length") ? length : self)).toList();
    return Vote.of(first, second, answer.probability())
        .withGroup(one.question())
        .withCovariates(covariates);
  }
}
