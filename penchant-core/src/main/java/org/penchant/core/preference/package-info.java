/** What flows through the house: comparisons, candidates, feedback. Imports nothing of Penchant. */
@NullMarked
package org.penchant.core.preference;

import org.jspecify.annotations.NullMarked;
