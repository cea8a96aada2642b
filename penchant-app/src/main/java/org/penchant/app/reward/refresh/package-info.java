/**
 * A reward model refreshed on the pairs nearest to a policy's own answers (arXiv 2412.10529). May
 * import {@code org.penchant.app.reward}, {@code org.penchant.app.job} and all modules below.
 */
@NullMarked
package org.penchant.app.reward.refresh;

import org.jspecify.annotations.NullMarked;
