/**
 * What ideal points are trained and read with beside their head: losses pooled over tokens, the
 * place where prototypes begin, and a report of prototypes and of who is near which. Pure
 * arithmetic; may import {@code reward} and core. A new pooling is a constant of {@link
 * org.penchant.align.reward.ideal.TokenPooling} with its shares.
 */
@NullMarked
package org.penchant.align.reward.ideal;

import org.jspecify.annotations.NullMarked;
