@NullMarked
package org.penchant.testkit.arch.probe.data;

import org.jspecify.annotations.NullMarked;
