/**
 * Several reward models used as one, without touching their weights. May import core. A new way of
 * pooling is a record of {@link org.penchant.align.reward.ensemble.Pooling}.
 */
@NullMarked
package org.penchant.align.reward.ensemble;

import org.jspecify.annotations.NullMarked;
