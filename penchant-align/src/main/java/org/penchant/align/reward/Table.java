package org.penchant.align.reward;

/**
 * A matrix of parameters that a head has beside the linear map.
 *
 * @param name in files and checkpoints
 * @param rows at least one
 * @param columns at least one
 * @param mean of its first values
 * @param spread standard deviation of its first values, drawn from a normal distribution
 */
public record Table(String name, int rows, int columns, double mean, double spread) {
  /** Weights of users before softmax. */
  public static final String USERS = "users";

  int size() {
    return rows * columns;
  }
}
