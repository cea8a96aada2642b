package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.penchant.core.parts.Codec;
import org.penchant.core.preference.Comparison;

/**
 * Steps applied one after the other.
 *
 * @param steps in order; none leaves the rows as they are
 */
public record Curation(List<Step> steps) {
  public Curation {
    steps = List.copyOf(steps);
  }

  /**
   * What came of it.
   *
   * @param rows each with its lineage
   */
  public record Curated(List<Comparison> rows, List<StepReport> steps) {}

  /**
   * What one step did.
   *
   * @param step as data
   * @param in rows before it
   * @param out rows after it
   * @param leftOut how many rows, pairs or candidates it left out, by reason
   * @param noted how often it met something remarkable
   */
  public record StepReport(
      String step, long in, long out, Map<String, Long> leftOut, Map<String, Long> noted) {}

  /** Applies the steps; every one draws from seeds of its own place and name. */
  public Curated run(List<Comparison> rows, Tools tools) {
    var current = List.copyOf(rows);
    var reports = new ArrayList<StepReport>();
    for (int i = 0; i < steps.size(); i++) {
      var step = steps.get(i);
      String name = Codec.write(step).toString();
      var tally = new Tally();
      var own = tools.withSeeds(tools.seeds().child("step " + i));
      var made =
          step.apply(current, own, tally).stream()
              .map(row -> row.withProvenance(row.provenance().after(name)))
              .toList();
      reports.add(
          new StepReport(name, current.size(), made.size(), tally.leftOut(), tally.noted()));
      current = made;
    }
    return new Curated(current, List.copyOf(reports));
  }
}
