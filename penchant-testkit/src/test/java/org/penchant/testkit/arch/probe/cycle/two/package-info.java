@NullMarked
package org.penchant.testkit.arch.probe.cycle.two;

import org.jspecify.annotations.NullMarked;
