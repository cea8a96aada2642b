package org.penchant.data.votes;

import org.penchant.core.votes.VoteTable;

/**
 * Votes that were read.
 *
 * @param table the distinct ones with their counts
 * @param summary what was read
 */
public record Votes(VoteTable table, VoteSummary summary) {}
