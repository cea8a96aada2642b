/**
 * Votes on pairs of items: which columns say what, what outcomes are called, the reader, and the
 * writer that adds one vote to a file. Imports core and {@code org.penchant.data.read}, whose
 * tables it gives a meaning. Add a column by a constant of {@link
 * org.penchant.data.votes.VoteColumn}, a way of laying votes out by a constant of {@link
 * org.penchant.data.votes.VoteForm} and a case in {@code RowVotes}, a word for an outcome in {@link
 * org.penchant.data.votes.Verdict}.
 */
@NullMarked
package org.penchant.data.votes;

import org.jspecify.annotations.NullMarked;
