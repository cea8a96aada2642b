@NullMarked
package org.penchant.testkit.arch.probe.cycle.one;

import org.jspecify.annotations.NullMarked;
