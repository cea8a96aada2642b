@NullMarked
package org.penchant.testkit.arch.probe.fine;

import org.jspecify.annotations.NullMarked;
