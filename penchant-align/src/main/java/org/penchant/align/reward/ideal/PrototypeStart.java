package org.penchant.align.reward.ideal;

/** Where prototypes begin. */
public enum PrototypeStart {
  /** At draws of N(0, 1), wherever responses lie. */
  NORMAL,
  /** At the k-means of responses as the first trunk maps them. */
  K_MEANS
}
