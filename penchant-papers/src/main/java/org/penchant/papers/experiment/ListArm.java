package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.ListLoss;
import org.penchant.align.objective.PairwiseList;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.RankedLists;

/**
 * A list loss on the candidates of every prompt, as an arm of an experiment.
 *
 * @param name of the arm
 * @param loss of the scores beta (log pi - log ref)
 * @param beta inverse temperature
 * @param reference false leaves out log ref
 * @param data what the loss sees of a prompt's candidates
 * @param stretch what labels that are shares are multiplied by
 */
public record ListArm(
    String name, ListLoss loss, double beta, boolean reference, Data data, double stretch) {
  /** What the loss sees of a prompt's candidates. */
  public enum Data {
    /** All, labelled mean_j sigmoid(score_i - score_j). */
    SHARES,
    /** All, labelled by their scores. */
    SCORES,
    /** All, labelled 1 above the mean score, else 0; the mean over pairs of unlike ones. */
    HALVES,
    /** Two of them, drawn at random. */
    RANDOM_PAIR
  }

  public static ListArm defaults() {
    return new ListArm("-", PairwiseList.defaults(), 0.1, true, Data.SHARES, 1);
  }

  /**
   * Parameters that Adam reaches from zero.
   *
   * @param scores of all responses of the world
   */
  double[] fit(
      LogLinearWorld world, double[] scores, RandomGenerator pairs, double rate, int steps) {
    int k = world.candidates();
    var lists =
        switch (data) {
          case SHARES ->
              RankedLists.of(
                  Arrays.stream(RankedLists.shares(scores, k)).map(v -> v * stretch).toArray(), k);
          case SCORES -> RankedLists.of(scores, k);
          case HALVES -> RankedLists.of(scores, k).halved();
          case RANDOM_PAIR -> RankedLists.of(scores, k).pairs(1, pairs);
        };
    return lists.fit(world, loss, beta, reference, rate, steps);
  }
}
