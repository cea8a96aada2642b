package org.penchant.testkit.arch.probe.newcomer;

import org.penchant.testkit.arch.probe.data.Table;

/** Wrong: a module that the map does not show. */
public record Unmapped(Table table) {}
