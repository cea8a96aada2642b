@NullMarked
package org.penchant.testkit.arch.probe.core;

import org.jspecify.annotations.NullMarked;
