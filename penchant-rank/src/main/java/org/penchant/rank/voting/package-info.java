/**
 * Voting: from ballots, or a table of scores read as ballots, to winners and an order. Imports core
 * and standing. A new rule is a record of {@link org.penchant.rank.voting.VotingRule}; the contract
 * test finds it and searches for profiles that break the axioms it declares.
 */
@NullMarked
package org.penchant.rank.voting;

import org.jspecify.annotations.NullMarked;
