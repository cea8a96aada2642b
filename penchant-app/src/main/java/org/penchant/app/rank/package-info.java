/**
 * Leaderboards: from files of votes, orders or scores to standings with their uncertainty, as a
 * table, CSV, JSON and a page. Imports core, data, rank and eval. A new method needs a line in
 * {@link org.penchant.app.rank.RankMethods} only if it deserves a short name.
 */
@NullMarked
package org.penchant.app.rank;

import org.jspecify.annotations.NullMarked;
