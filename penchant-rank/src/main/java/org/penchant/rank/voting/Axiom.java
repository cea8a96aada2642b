package org.penchant.rank.voting;

/** What a voting rule may promise of its winners. */
public enum Axiom {
  /** Who cast which ballot does not matter, nor whether equal ballots come apart or together. */
  ANONYMITY,
  /** Renaming the items renames the winners. */
  NEUTRALITY,
  /** An item that every ballot ranks below another one does not win. */
  PARETO,
  /** An item first on more than half of the ballots is the only winner. */
  MAJORITY,
  /** An item that beats every other one is the only winner. */
  CONDORCET,
  /** A winner raised on a ballot, all else equal, still wins. */
  MONOTONICITY,
  /** A further ballot that ranks x above y does not turn x, the only winner, into y alone. */
  PARTICIPATION,
  /** The only winner does not win once every ballot is reversed. */
  REVERSAL_SYMMETRY,
  /**
   * An item copied twice, the copies next to it on every ballot in any order: the others win as
   * before, and one of the three wins if and only if the item won.
   */
  CLONE_INDEPENDENCE
}
