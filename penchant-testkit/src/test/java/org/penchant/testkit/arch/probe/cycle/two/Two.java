package org.penchant.testkit.arch.probe.cycle.two;

import java.util.List;
import org.penchant.testkit.arch.probe.cycle.one.One;

/** Wrong with {@link One}. */
public record Two(List<One> ones) {
  public One first() {
    return ones.getFirst();
  }
}
