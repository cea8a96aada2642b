@NullMarked
package org.penchant.testkit.arch.probe.newcomer;

import org.jspecify.annotations.NullMarked;
