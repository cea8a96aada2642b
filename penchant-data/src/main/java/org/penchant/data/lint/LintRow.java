package org.penchant.data.lint;

import java.util.Set;
import org.penchant.core.preference.Comparison;
import org.penchant.data.read.RowFault;

/** A row, its faults, and what it is for. */
public record LintRow(Comparison comparison, Set<RowFault> faults, Part part) {
  public LintRow {
    faults = Set.copyOf(faults);
  }

  /** What data are for. */
  public enum Part {
    TRAIN,
    EVAL
  }
}
