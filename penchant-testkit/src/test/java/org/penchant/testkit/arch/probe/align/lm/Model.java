package org.penchant.testkit.arch.probe.align.lm;

import org.penchant.testkit.arch.probe.align.train.Loop;

/** Wrong: lm imports train. */
public record Model(Loop loop) {}
