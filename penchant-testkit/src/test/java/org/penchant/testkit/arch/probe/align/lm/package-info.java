@NullMarked
package org.penchant.testkit.arch.probe.align.lm;

import org.jspecify.annotations.NullMarked;
