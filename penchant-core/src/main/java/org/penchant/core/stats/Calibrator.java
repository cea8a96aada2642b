package org.penchant.core.stats;

import java.util.List;
import org.penchant.core.numeric.Logistic;

/**
 * Turns a score, such as the margin between two responses, into a probability. Fitted by {@link
 * Calibrators}; written and read as data under the names temperature, platt and isotonic.
 */
public sealed interface Calibrator {
  /** The probability, rising with {@code score}, which must not be NaN. */
  double probability(double score);

  /**
   * sigmoid(score / temperature): P(a, b) + P(b, a) = 1 for margins. Guo, Pleiss, Sun and
   * Weinberger, "On calibration of modern neural networks", ICML 2017.
   *
   * @param temperature positive, in units of the score
   */
  record Temperature(double temperature) implements Calibrator {
    public Temperature {
      if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException(
            "temperature = " + temperature + ", must be positive and finite");
    }

    @Override
    public double probability(double score) {
      return Logistic.sigmoid(ordered(score) / temperature);
    }
  }

  /**
   * sigmoid(slope score + bias), for scores whose zero means nothing. Platt, "Probabilistic outputs
   * for support vector machines" (1999), without his smoothed targets.
   *
   * @param slope positive
   */
  record Platt(double slope, double bias) implements Calibrator {
    public Platt {
      if (!(slope > 0 && slope < Double.POSITIVE_INFINITY) || !Double.isFinite(bias))
        throw new IllegalArgumentException(
            "slope = " + slope + ", bias = " + bias + ", must be finite, the slope positive");
    }

    @Override
    public double probability(double score) {
      return Logistic.sigmoid(slope * ordered(score) + bias);
    }
  }

  /**
   * Linear between knots, constant outside them.
   *
   * @param scores of the knots, rising
   * @param probabilities of the knots, not falling, in [0, 1]
   * @param paired whether the knots are of scores from 0 up alone and P(-score) = 1 - P(score)
   */
  record Isotonic(List<Double> scores, List<Double> probabilities, boolean paired)
      implements Calibrator {
    public Isotonic {
      scores = List.copyOf(scores);
      probabilities = List.copyOf(probabilities);
      if (scores.isEmpty() || scores.size() != probabilities.size())
        throw new IllegalArgumentException(
            scores.size() + " scores for " + probabilities.size() + " probabilities");
      for (int k = 0; k < scores.size(); k++) {
        Checks.probability(probabilities.get(k), "probability");
        if (!Double.isFinite(scores.get(k)))
          throw new IllegalArgumentException("score " + scores.get(k) + " must be finite");
        if (k > 0
            && (scores.get(k) <= scores.get(k - 1)
                || probabilities.get(k) < probabilities.get(k - 1)))
          throw new IllegalArgumentException("knots must rise, see knot " + k);
      }
      if (paired && (scores.getFirst() != 0 || probabilities.getFirst() != 0.5))
        throw new IllegalArgumentException("paired knots begin at score 0, probability 0.5");
    }

    @Override
    public double probability(double score) {
      return paired && ordered(score) < 0 ? 1 - at(-score) : at(ordered(score));
    }

    private double at(double score) {
      int last = scores.size() - 1;
      if (score <= scores.getFirst()) return probabilities.getFirst();
      if (score >= scores.get(last)) return probabilities.get(last);
      int low = 0;
      int high = last;
      while (high - low > 1) {
        int middle = (low + high) >>> 1;
        if (scores.get(middle) <= score) low = middle;
        else high = middle;
      }
      double share = (score - scores.get(low)) / (scores.get(high) - scores.get(low));
      return probabilities.get(low) + share * (probabilities.get(high) - probabilities.get(low));
    }
  }

  private static double ordered(double score) {
    if (Double.isNaN(score)) throw new IllegalArgumentException("score is NaN");
    return score;
  }
}
