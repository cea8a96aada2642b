package org.penchant.align.train;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.align.lm.Extras;
import org.penchant.align.lm.LogProbs;
import org.penchant.align.lm.Signal;
import org.penchant.align.lm.Statistic;
import org.penchant.align.lm.Teachers;
import org.penchant.align.objective.Calibration;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.torch.tensor.Tensor;

/** Which statistics and signals of the policy an objective reads, and under which names. */
final class Wanted {
  private static final Map<Calibration, Statistic> SOURCES =
      Map.of(
          Calibration.SAMPLED, Statistic.LOG_SQUARES,
          Calibration.GREEDY, Statistic.LOG_MAX);

  private Wanted() {}

  /**
   * Entropy for the metrics, what the objective's weights are calibrated by, and its signals
   * against teachers.
   */
  static Extras by(Objective objective, Teachers teachers) {
    var statistics = EnumSet.of(Statistic.ENTROPY);
    var needs = objective.needs();
    SOURCES.forEach((calibration, statistic) -> {
      if (needs.contains(new Need.TokenStatistic(calibration))) statistics.add(statistic);
    });
    return Extras.of(statistics, signals(objective), teachers);
  }

  static List<Signal> signals(Objective objective) {
    var signals = new ArrayList<Signal>();
    for (var need : objective.needs())
      if (need instanceof Need.TokenSignal wanted) signals.add(wanted.signal());
    return signals;
  }

  static Map<Calibration, Tensor> calibration(LogProbs logProbs) {
    var calibration = new EnumMap<Calibration, Tensor>(Calibration.class);
    SOURCES.forEach((kind, statistic) ->
        logProbs.statistic(statistic).ifPresent(tensor -> calibration.put(kind, tensor)));
    return calibration;
  }

  /** The signals of a pass, as leaves of their own. */
  static Map<Signal, Tensor> signals(Objective objective, LogProbs logProbs, boolean train) {
    var found = new LinkedHashMap<Signal, Tensor>();
    for (var signal : signals(objective))
      found.put(signal, logProbs.signal(signal).requiresGrad(train));
    return found;
  }
}
