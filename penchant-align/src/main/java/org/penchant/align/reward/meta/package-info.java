/**
 * Auxiliary objectives of reward models over plain arrays: the contrastive loss on features and the
 * meta step towards answers of the current policy (arXiv 2401.06080). Imports core only. A new one
 * is a record of its settings with its value and gradient and a test by finite differences.
 */
@NullMarked
package org.penchant.align.reward.meta;

import org.jspecify.annotations.NullMarked;
