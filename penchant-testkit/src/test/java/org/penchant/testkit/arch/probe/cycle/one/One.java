package org.penchant.testkit.arch.probe.cycle.one;

import org.penchant.testkit.arch.probe.cycle.two.Two;

/** Wrong with {@link Two}: each imports the other's package. */
public record One(Two two) {}
