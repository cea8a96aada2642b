/**
 * Preference categories of a file of comparisons: reasons written, embedded, gathered in a small
 * basis, and what it says (arXiv 2503.24150). May import {@code org.penchant.app.job}, {@code
 * org.penchant.app.reward} and all modules below.
 */
@NullMarked
package org.penchant.app.basis;

import org.jspecify.annotations.NullMarked;
