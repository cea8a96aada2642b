@NullMarked
package org.penchant.testkit.arch.probe.habit;

import org.jspecify.annotations.NullMarked;
