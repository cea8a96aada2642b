package org.penchant.data.read;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How to read.
 *
 * @param format the column convention; empty to recognise it by the columns
 * @param policies what happens to rows with a fault; {@link FaultPolicy#ERROR} where none is given
 * @param lineLimit the longest line, CSV cell or JSON string taken, in bytes or characters
 */
public record ReadOptions(
    Optional<Format> format, Map<RowFault, FaultPolicy> policies, int lineLimit) {
  /** 64 MiB. */
  public static final int DEFAULT_LINE_LIMIT = 64 << 20;

  public ReadOptions {
    policies = Map.copyOf(policies);
    if (lineLimit < 1)
      throw new IllegalArgumentException("lineLimit = " + lineLimit + ", must be at least 1");
  }

  /** Recognised columns, faults are errors. */
  public static ReadOptions defaults() {
    return new ReadOptions(Optional.empty(), Map.of(), DEFAULT_LINE_LIMIT);
  }

  public ReadOptions withFormat(Format value) {
    return new ReadOptions(Optional.of(value), policies, lineLimit);
  }

  public ReadOptions with(RowFault fault, FaultPolicy policy) {
    var copy = new EnumMap<RowFault, FaultPolicy>(RowFault.class);
    copy.putAll(policies);
    copy.put(fault, policy);
    return new ReadOptions(format, copy, lineLimit);
  }

  /** The same policy for every fault. */
  public ReadOptions withAll(FaultPolicy policy) {
    ReadOptions result = this;
    for (RowFault fault : RowFault.values()) result = result.with(fault, policy);
    return result;
  }

  public ReadOptions withLineLimit(int value) {
    return new ReadOptions(format, policies, value);
  }

  public FaultPolicy policy(RowFault fault) {
    return policies.getOrDefault(fault, FaultPolicy.ERROR);
  }
}
