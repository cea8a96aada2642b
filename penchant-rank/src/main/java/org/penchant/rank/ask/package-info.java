/**
 * Which comparison to ask next, and when to stop. Imports core, standing, choice, rating. A new way
 * of choosing is a record of {@link org.penchant.rank.ask.DuelChoice} (to find a winner).
 */
@NullMarked
package org.penchant.rank.ask;

import org.jspecify.annotations.NullMarked;
