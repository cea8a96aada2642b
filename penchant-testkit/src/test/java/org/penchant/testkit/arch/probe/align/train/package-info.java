@NullMarked
package org.penchant.testkit.arch.probe.align.train;

import org.jspecify.annotations.NullMarked;
