/**
 * Reward models that call tools before they score: tools, traces of calls and observations, the
 * loop that writes them, and the loss that trains on them. May import core and the names of data's
 * columns. A new tool implements {@link org.penchant.align.reward.tool.Tool}; whatever it does
 * wrong becomes an observation.
 */
@NullMarked
package org.penchant.align.reward.tool;

import org.jspecify.annotations.NullMarked;
