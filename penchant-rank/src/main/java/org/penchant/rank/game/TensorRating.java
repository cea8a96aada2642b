package org.penchant.rank.game;

/** From preferences on prompts to a rating of every model, higher is better. */
@FunctionalInterface
public interface TensorRating {
  double[] rate(PreferenceTensor tensor);
}
