package org.penchant.testkit.arch.probe.core;

import org.penchant.testkit.arch.probe.data.Table;

/** Wrong: core imports data. */
public record ImportsUpward(Table table) {}
