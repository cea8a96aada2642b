package org.penchant.rank.voting;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.Ballots;

/**
 * The weights of ballots as whole numbers of a common unit 10^-scale, from the doubles' decimal
 * text: 0.1 is a tenth, and three of it are exactly 0.3.
 */
record Units(List<BigInteger> weights, int scale) {
  Units {
    weights = List.copyOf(weights);
  }

  static Units of(Ballots ballots) {
    if (ballots.items().isEmpty())
      throw problem("items", "0", "an election needs an item", "name the items");
    var exact = ballots.ballots().stream().map(b -> BigDecimal.valueOf(b.times())).toList();
    if (exact.stream().allMatch(w -> w.signum() == 0))
      throw problem(
          "ballots",
          exact.size() + " of weight 0",
          "an election needs a voter",
          "give ballots with a positive weight");
    int scale = exact.stream().mapToInt(BigDecimal::scale).reduce(0, Math::max);
    return new Units(
        exact.stream().map(w -> w.movePointRight(scale).toBigIntegerExact()).toList(), scale);
  }

  double value(BigInteger units) {
    return new BigDecimal(units, scale).doubleValue();
  }

  double value(BigFraction units) {
    return units.divide(BigInteger.TEN.pow(scale)).doubleValue();
  }

  private static ProblemsException problem(String place, String value, String rule, String remedy) {
    return ProblemsException.of(ExitCode.BAD_DATA, place, value, rule, remedy);
  }
}
