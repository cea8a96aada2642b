package org.penchant.eval.probe;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.problems.Problems;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Style;

/**
 * All dimensions probed.
 *
 * @param probe how, penalty included
 */
public record ProbeTable(String probe, List<ProbeResult> dimensions) {
  public ProbeTable {
    dimensions = List.copyOf(dimensions);
    if (dimensions.isEmpty()) throw new IllegalArgumentException("no dimensions");
  }

  /** The unweighted mean accuracy over dimensions. */
  public double score() {
    return mean(dimensions.stream().mapToDouble(d -> d.accuracy().estimate()).toArray());
  }

  /** The unweighted mean. */
  public static double mean(double... accuracies) {
    double sum = 0;
    for (double a : accuracies) sum += a;
    return sum / accuracies.length;
  }

  /** The table, and warnings of dimensions that say nothing. */
  public List<Block> blocks() {
    var rows = new ArrayList<List<Cell>>();
    for (var d : dimensions)
      rows.add(
          List.of(
              Cell.of(d.dimension()),
              Cell.count(d.classes()),
              Cell.count(d.counts().total()),
              Cell.percent(d.accuracy().estimate()),
              Cell.range(d.accuracy(), Style.PERCENT),
              Cell.percent(d.floor()),
              Cell.percent(d.counts().balancedAccuracy()),
              Cell.of(d.counts().matthews()),
              Cell.percent(d.control()),
              Cell.signed(d.selectivity())));
    var table =
        new Block.Table(
            "Accuracy of " + probe,
            List.of(
                "dimension",
                "classes",
                "test items",
                "accuracy",
                "Wilson interval",
                "majority floor",
                "balanced accuracy",
                "Matthews",
                "control",
                "selectivity"),
            rows);
    var problems = new Problems();
    for (var d : dimensions) {
      if (d.atFloor())
        problems.warn(
            d.dimension(),
            d.accuracy().estimate(),
            "no better than always naming the commonest class, " + d.floor(),
            "read balanced accuracy and Matthews");
      if (!d.converged())
        problems.warn(
            d.dimension(), probe, "the fit did not arrive", "give a penalty: the classes separate");
    }
    return problems.warnings().isEmpty()
        ? List.of(table)
        : List.of(new Block.Warnings(problems.warnings()), table);
  }
}
