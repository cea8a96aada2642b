package org.penchant.papers.claim;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.penchant.align.objective.Calibration;
import org.penchant.align.objective.Objective;
import org.penchant.align.objective.Response;
import org.penchant.align.objective.Reward;
import org.penchant.align.objective.Row;
import org.penchant.eval.metric.PairScores;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Pair;
import org.penchant.papers.world.PairSettings;

/**
 * One seed's trained policy beside everything it can be held against; what a {@link Metric} sees.
 *
 * @param theta learned parameters
 * @param logPolicy log pi of every response
 * @param train pairs it was trained on
 * @param heldOut pairs it was not
 */
record Evaluation(
    LogLinearWorld world,
    PairSettings settings,
    List<Pair> train,
    List<Pair> heldOut,
    Objective objective,
    double[] theta,
    double[] logPolicy) {

  static Evaluation of(
      LogLinearWorld world,
      PairSettings settings,
      List<Pair> train,
      List<Pair> heldOut,
      Objective objective,
      double[] theta) {
    return new Evaluation(
        world, settings, train, heldOut, objective, theta, world.logPolicy(theta));
  }

  double beta() {
    return objective.reward().map(Reward::beta).orElse(1.0);
  }

  /** log pi(y|x) - log ref(y|x). */
  double gain(int response) {
    return logPolicy[response] - world.reference()[response];
  }

  /** log pi(y_w)/ref(y_w) - log pi(y_l)/ref(y_l). */
  double margin(Pair pair) {
    return gain(pair.chosen()) - gain(pair.rejected());
  }

  /** The pair as a row, with the statistics weights may ask for. */
  Row row(Pair pair) {
    return Row.pair(response(pair.chosen()), response(pair.rejected()))
        .withColumns(
            Map.of(PairRows.CHOSEN, pair.chosenScore(), PairRows.REJECTED, pair.rejectedScore()));
  }

  private Response response(int i) {
    int start = i / world.candidates() * world.candidates();
    double most = Double.NEGATIVE_INFINITY;
    double squares = 0;
    for (int k = start; k < start + world.candidates(); k++) {
      most = Math.max(most, logPolicy[k]);
      squares += Math.exp(2 * logPolicy[k]);
    }
    return Response.of(logPolicy[i], world.reference()[i])
        .withCalibration(
            Map.of(
                Calibration.SAMPLED, new double[] {Math.log(squares)},
                Calibration.GREEDY, new double[] {most}));
  }

  /**
   * The pair turned to what most raters of Bradley-Terry choice would say, with their share alpha =
   * sigmoid(u_w - u_l).
   */
  PairScores majority(Pair pair) {
    double gap = world.utility()[pair.chosen()] - world.utility()[pair.rejected()];
    var turned = gap >= 0 ? pair : pair.swapped();
    return new PairScores(
        "",
        "",
        logPolicy[turned.chosen()],
        logPolicy[turned.rejected()],
        world.reference()[turned.chosen()],
        world.reference()[turned.rejected()],
        1,
        1,
        OptionalDouble.of(1 / (1 + Math.exp(-Math.abs(gap)))));
  }
}
