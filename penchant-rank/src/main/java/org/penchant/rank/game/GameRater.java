package org.penchant.rank.game;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.rating.Rater;
import org.penchant.rank.rating.WinMatrix;
import org.penchant.rank.standing.Standings;

/** Games as ratings of votes. */
public sealed interface GameRater extends Rater.Custom {
  /** Whether the prompt of every vote must be kept. */
  default boolean prompts() {
    return false;
  }

  /**
   * {@link NashAveraging} of win rates, with a pseudo-vote that every pair ties.
   *
   * @param pseudo votes that each pair of items ties, above 0; pairs that never met tie by it
   */
  record Nash(double pseudo) implements GameRater {
    public Nash {
      if (!(pseudo > 0 && pseudo < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException("pseudo = " + pseudo + ", must be finite and above 0");
    }

    public static Nash defaults() {
      return new Nash(1);
    }

    @Override
    public Standings rate(VoteTable votes) {
      var found = NashAveraging.ofWins(wins(votes, pseudo));
      return new Standings(toString(), votes.items(), found.ratings(), unmet(votes));
    }
  }

  /** {@link AlphaRank} of win rates; pairs that never met tie. */
  record Evolution(AlphaRank alpha) implements GameRater {
    public static Evolution defaults() {
      return new Evolution(AlphaRank.defaults());
    }

    @Override
    public Standings rate(VoteTable votes) {
      var found = alpha.standings(votes.items(), wins(votes, 0));
      return new Standings(toString(), votes.items(), found.scores(), unmet(votes));
    }
  }

  /** The equilibrium of prompts, kings and rebels (arXiv 2502.20170); votes must keep prompts. */
  record Prompts(GameRating rating) implements GameRater {
    public static Prompts defaults() {
      return new Prompts(GameRating.defaults());
    }

    @Override
    public boolean prompts() {
      return true;
    }

    @Override
    public Standings rate(VoteTable votes) {
      var tensor = PreferenceTensor.ofVotes(votes);
      var found = rating.equilibrium(tensor);
      var notes = new ArrayList<>(tensor.notes());
      if (!found.converged())
        notes.add("the solver stopped with exploitability " + found.exploitability());
      return new Standings(toString(), votes.items(), found.modelRatings(), notes);
    }
  }

  private static double[][] wins(VoteTable votes, double pseudo) {
    var won = WinMatrix.of(votes);
    var share = new double[won.length][won.length];
    for (int i = 0; i < won.length; i++)
      for (int j = 0; j < won.length; j++) {
        double all = won[i][j] + won[j][i] + pseudo;
        share[i][j] = all > 0 ? (won[i][j] + pseudo / 2) / all : 0.5;
      }
    return share;
  }

  private static List<String> unmet(VoteTable votes) {
    var won = WinMatrix.of(votes);
    int unmet = 0;
    for (int i = 0; i < won.length; i++)
      for (int j = 0; j < i; j++) if (won[i][j] + won[j][i] == 0) unmet++;
    return unmet == 0 ? List.of() : List.of(unmet + " pairs never met and count as ties");
  }
}
