/**
 * Numerical tools that several modules need: a factorisation, the logistic function, a minimiser,
 * an assignment. Imports nothing of Penchant. A new one is a small final class over plain arrays
 * with its source.
 */
@NullMarked
package org.penchant.core.numeric;

import org.jspecify.annotations.NullMarked;
