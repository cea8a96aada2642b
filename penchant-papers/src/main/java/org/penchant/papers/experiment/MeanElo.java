package org.penchant.papers.experiment;

import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTally;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.game.PreferenceTensor;
import org.penchant.rank.game.TensorRating;
import org.penchant.rank.rating.Scale;

/**
 * The baseline of arXiv 2502.20170: Bradley-Terry by maximum likelihood, every preference s on a
 * prompt a soft vote (s + 1) / 2, in points of 400 / ln 10 times the centred utilities.
 */
record MeanElo() implements TensorRating {
  @Override
  public double[] rate(PreferenceTensor tensor) {
    var tally = VoteTally.ofPairs();
    tensor.models().forEach(tally::item);
    for (var slice : tensor.s())
      for (int i = 0; i < slice.length; i++)
        for (int j = i + 1; j < slice.length; j++)
          tally.add(
              Vote.of(
                  tensor.models().get(i),
                  tensor.models().get(j),
                  Math.clamp((slice[i][j] + 1) / 2, 0, 1)));
    var fit = PairwiseChoice.defaults().fit(tally.table());
    return new Scale.Elo(0, 400).apply(fit.utilities());
  }
}
