package org.penchant.data.read;

/** What happens to a row with a {@link RowFault}. */
public enum FaultPolicy {
  /** It is an error that names the row. */
  ERROR,
  /** It is left out and listed in the summary. */
  DROP,
  /** It is passed on together with its faults. */
  KEEP
}
