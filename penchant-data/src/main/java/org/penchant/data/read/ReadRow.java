package org.penchant.data.read;

import java.util.Set;
import org.penchant.core.preference.Comparison;

/** A row that was read, with the faults it was kept in spite of. */
public record ReadRow(Comparison comparison, Set<RowFault> faults) {
  public ReadRow {
    faults = Set.copyOf(faults);
  }
}
