/**
 * Training: from examples to a policy. Loops own no formulas; the loss is an {@link
 * org.penchant.align.objective.Objective}. The top of the module: imports everything below it, and
 * nothing imports it.
 */
@NullMarked
package org.penchant.align.train;

import org.jspecify.annotations.NullMarked;
