package org.penchant.app.rank;

import org.penchant.core.parts.Codec;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.choice.Penalty;
import org.penchant.rank.game.GameRater;
import org.penchant.rank.rating.CrowdRating;
import org.penchant.rank.rating.Elo;
import org.penchant.rank.rating.EloAveraged;
import org.penchant.rank.rating.LuceRating;
import org.penchant.rank.rating.OrderRater;
import org.penchant.rank.rating.Rater;
import org.penchant.rank.rating.Scale;
import org.penchant.rank.voting.TableRule;
import org.penchant.rank.voting.VotingRule;

/** A way of ranking, by what it needs. */
public sealed interface RankMethod {
  /** A choice model, which has standard errors. */
  record Choice(PairwiseChoice choice, Scale scale) implements RankMethod {}

  /** Any other rating from pairs. */
  record Pairs(Rater rater) implements RankMethod {}

  /** A rating from whole orders. */
  record Orders(OrderRater rater) implements RankMethod {}

  /** A rule that elects. */
  record Election(VotingRule rule) implements RankMethod {}

  /** A rule on scores themselves. */
  record Table(TableRule rule) implements RankMethod {}

  /** Its name for readers, with the settings that are not the usual ones. */
  default String label() {
    return switch (this) {
      case Choice(var choice, _) -> {
        var name = new StringBuilder(spelt(choice.model()));
        if (!(choice.penalty() instanceof Penalty.None))
          name.append(" with penalty ").append(spelt(choice.penalty()));
        if (choice.order()) name.append(", effect of standing first");
        if (choice.covariates()) name.append(", covariates");
        yield name.toString();
      }
      case Pairs(var rater) -> rater instanceof LuceRating luce ? luce(luce) : spelt(rater);
      case Orders(var rater) -> rater instanceof LuceRating luce ? luce(luce) : spelt(rater);
      case Election(var rule) -> spelt(rule);
      case Table(var rule) -> spelt(rule);
    };
  }

  private static String luce(LuceRating rating) {
    var penalty = rating.model().penalty();
    return "plackett-luce"
        + (penalty instanceof Penalty.None ? "" : " with penalty " + spelt(penalty));
  }

  /** A part as its name and components. */
  static String spelt(Object part) {
    return Codec.write(part)
        .toString()
        .replaceAll("[\"{}]", "")
        .replace(":", " ")
        .replace(",", ", ");
  }

  /** Whether its ratings have standard errors, made of {@code data}. */
  default boolean measured(RankData data) {
    return switch (this) {
      // Pairs of one order depend on each other, and errors of votes take them for independent.
      case Choice choice -> data instanceof RankData.Votes;
      case Pairs _, Election _, Table _ -> false;
      case Orders(var rater) -> rater instanceof LuceRating;
    };
  }

  /** Whether the annotator of every vote must be kept. */
  default boolean annotated() {
    return this instanceof Pairs(CrowdRating _);
  }

  /** Whether the group of every vote, its prompt, must be kept. */
  default boolean grouped() {
    return this instanceof Pairs(GameRater rater) && rater.prompts();
  }

  /** Whether the order in which votes were cast matters. */
  default boolean ordered() {
    return this instanceof Pairs(Rater rater)
        && (rater instanceof Elo || rater instanceof EloAveraged);
  }
}
