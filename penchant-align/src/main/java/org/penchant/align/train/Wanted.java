package org.penchant.align.train;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.penchant.align.lm.LogProbs;
import org.penchant.align.lm.Statistic;
import org.penchant.align.objective.Calibration;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.torch.tensor.Tensor;

/** Which statistics of the policy's distribution an objective reads, and under which names. */
final class Wanted {
  private static final Map<Calibration, Statistic> SOURCES =
      Map.of(
          Calibration.SAMPLED, Statistic.LOG_SQUARES,
          Calibration.GREEDY, Statistic.LOG_MAX);

  private Wanted() {}

  /** Entropy for the metrics, and what the objective's weights are calibrated by. */
  static Set<Statistic> by(Objective objective) {
    var wanted = EnumSet.of(Statistic.ENTROPY);
    SOURCES.forEach((calibration, statistic) -> {
      if (objective.needs().contains(new Need.TokenStatistic(calibration))) wanted.add(statistic);
    });
    return wanted;
  }

  static Map<Calibration, Tensor> calibration(LogProbs logProbs) {
    var calibration = new EnumMap<Calibration, Tensor>(Calibration.class);
    SOURCES.forEach((kind, statistic) ->
        logProbs.statistic(statistic).ifPresent(tensor -> calibration.put(kind, tensor)));
    return calibration;
  }
}
