package org.penchant.testkit.arch.probe.align.train;

/** The top package. */
public record Loop(int steps) {}
