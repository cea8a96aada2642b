/**
 * Models made of models by arithmetic on their weights, and what tells whether that is sound. May
 * import {@code reward}, {@code lm} and torch. A new way of merging is a record of its own beside
 * {@link org.penchant.align.merge.WeightAverage}, with the same checks of its members.
 */
@NullMarked
package org.penchant.align.merge;

import org.jspecify.annotations.NullMarked;
