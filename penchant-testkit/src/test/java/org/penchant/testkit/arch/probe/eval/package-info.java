@NullMarked
package org.penchant.testkit.arch.probe.eval;

import org.jspecify.annotations.NullMarked;
