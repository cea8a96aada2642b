package org.penchant.app.job;

import java.util.ArrayList;
import java.util.List;
import org.penchant.align.train.Trainer;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Series;

/** Metrics of a run against its steps. */
public final class TrainingCurves {
  private TrainingCurves() {}

  /** A chart for every named metric that the run has, of training and of held-out rows. */
  public static List<Block.LineChart> of(Trainer.Result result, List<String> names) {
    var charts = new ArrayList<Block.LineChart>();
    for (String name : names) {
      var series = new ArrayList<Series>();
      var history = result.history();
      if (!history.isEmpty() && history.getFirst().containsKey(name)) {
        double[] x = new double[history.size()];
        double[] y = new double[history.size()];
        for (int i = 0; i < x.length; i++) {
          x[i] = i + 1;
          y[i] = history.get(i).getOrDefault(name, Double.NaN);
        }
        series.add(Series.of("training", x, y));
      }
      var evaluations = result.evaluations();
      if (evaluations.values().stream().anyMatch(m -> m.containsKey(name)))
        series.add(
            Series.of(
                "held out",
                evaluations.keySet().stream().mapToDouble(Long::doubleValue).toArray(),
                evaluations.values().stream()
                    .mapToDouble(m -> m.getOrDefault(name, Double.NaN))
                    .toArray()));
      if (!series.isEmpty())
        charts.add(new Block.LineChart(name, Axis.linear("step"), Axis.linear(""), series));
    }
    return charts;
  }
}
