package org.penchant.data.lint;

import java.util.Locale;
import org.penchant.data.read.RowFault;

/** Rows that the reader kept in spite of a fault. */
final class FaultCheck implements Check {
  private final RowFault fault;
  private final Places places;

  FaultCheck(RowFault fault, int limit) {
    this.fault = fault;
    this.places = new Places(limit);
  }

  @Override
  public String name() {
    return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String rule() {
    return fault.rule();
  }

  @Override
  public String remedy() {
    return fault.remedy();
  }

  @Override
  public void see(LintRow row) {
    if (row.faults().contains(fault)) places.add(row, detail(row));
  }

  private String detail(LintRow row) {
    if (fault != RowFault.EMPTY_REPLY || !row.comparison().isDecidedPair()) return "";
    boolean chosen = Texts.isBlank(row.comparison().chosen().content());
    boolean rejected = Texts.isBlank(row.comparison().rejected().content());
    return chosen && rejected ? "chosen and rejected" : chosen ? "chosen" : "rejected";
  }

  @Override
  public Found found() {
    return places.found();
  }
}
