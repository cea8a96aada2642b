/**
 * Randomised inputs that can be reproduced and that aim at the edges. Imports nothing of Penchant.
 * A new generator is one static method of {@link org.penchant.testkit.seed.Edges}.
 */
@NullMarked
package org.penchant.testkit.seed;

import org.jspecify.annotations.NullMarked;
