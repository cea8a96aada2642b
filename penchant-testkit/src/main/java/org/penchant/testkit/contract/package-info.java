/**
 * Contract tests that find every implementation of a sealed interface by themselves. Imports
 * nothing of Penchant. To put a new seam under contract, give each of its leaves a sample.
 */
@NullMarked
package org.penchant.testkit.contract;

import org.jspecify.annotations.NullMarked;
