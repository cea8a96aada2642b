package org.penchant.testkit.arch.probe.eval;

import org.penchant.testkit.arch.probe.data.Table;

/** Wrong: eval imports data, if only inside a method, and as an array. */
public final class ImportsSideways {
  private ImportsSideways() {}

  public static int rows() {
    Table[] tables = {new Table(3)};
    return tables.length;
  }
}
