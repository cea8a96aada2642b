package org.penchant.papers.world;

/**
 * A labelled pair of a {@link LogLinearWorld}; responses are indices into its flat arrays.
 *
 * @param chosen response that won
 * @param rejected response that lost, of the same prompt
 * @param chosenScore the scorer's score of the chosen
 * @param rejectedScore the scorer's score of the rejected
 * @param pool which pool of candidates it was drawn from
 */
public record Pair(int chosen, int rejected, double chosenScore, double rejectedScore, int pool) {
  /** The other way round. */
  public Pair swapped() {
    return new Pair(rejected, chosen, rejectedScore, chosenScore, pool);
  }
}
