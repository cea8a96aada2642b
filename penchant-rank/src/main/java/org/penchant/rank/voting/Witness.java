package org.penchant.rank.voting;

import org.penchant.core.votes.Ballots;

/**
 * Ballots that break an axiom.
 *
 * @param before the ballots
 * @param after what became of them by the change the axiom speaks of; the same where it speaks of
 *     none
 * @param says what was broken, with the winners
 */
public record Witness(Axiom axiom, Ballots before, Ballots after, String says) {}
