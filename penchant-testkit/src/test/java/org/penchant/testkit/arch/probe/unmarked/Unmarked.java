package org.penchant.testkit.arch.probe.unmarked;

/** Wrong: its package has no package-info. */
public record Unmarked(String text) {}
