package org.penchant.rank.select;

/** What a threshold is for. */
public enum Gate {
  /** Nothing below the threshold is returned. */
  GUARDRAIL,
  /** The threshold only ends the search early; the best is returned in any case. */
  ACCELERATOR
}
