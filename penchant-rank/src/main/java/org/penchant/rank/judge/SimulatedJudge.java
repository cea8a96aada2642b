package org.penchant.rank.judge;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.penchant.core.preference.Content;
import org.penchant.core.random.Seeds;
import org.penchant.core.seam.Scorer;

/**
 * A judge whose faults are known: the log-odds of the first are
 *
 * <p>Z = (u(first) - u(second)) / temperature + position + length (ln words(first) - ln
 * words(second)) + self (own(first) - own(second)) + noise e,
 *
 * <p>e standard normal, drawn anew for every ordered pair and sample, the same for the same seeds.
 *
 * @param utility of an answer to a prompt
 * @param own 1 for answers the judge would take for its own, 0 for others
 * @param position log-odds for standing first
 * @param length log-odds for a unit of ln words
 * @param self log-odds for an own answer
 * @param noise standard deviation of the log-odds
 * @param temperature of the utilities, positive
 */
public record SimulatedJudge(
    Scorer utility,
    ToDoubleFunction<Content> own,
    double position,
    double length,
    double self,
    double noise,
    double temperature,
    Seeds seeds)
    implements TextJudge {
  public SimulatedJudge {
    if (!(temperature > 0))
      throw new IllegalArgumentException("temperature = " + temperature + ", must be positive");
    if (!(noise >= 0)) throw new IllegalArgumentException("noise = " + noise + ", at least 0");
  }

  /** A fair judge without noise. */
  public static SimulatedJudge of(Scorer utility, Seeds seeds) {
    return new SimulatedJudge(utility, _ -> 0, 0, 0, 0, 0, 1, seeds);
  }

  public SimulatedJudge withPosition(double bias) {
    return new SimulatedJudge(utility, own, bias, length, self, noise, temperature, seeds);
  }

  public SimulatedJudge withLength(double bias) {
    return new SimulatedJudge(utility, own, position, bias, self, noise, temperature, seeds);
  }

  public SimulatedJudge withSelf(ToDoubleFunction<Content> mine, double bias) {
    return new SimulatedJudge(utility, mine, position, length, bias, noise, temperature, seeds);
  }

  public SimulatedJudge withNoise(double deviation) {
    return new SimulatedJudge(utility, own, position, length, self, deviation, temperature, seeds);
  }

  public SimulatedJudge withTemperature(double value) {
    return new SimulatedJudge(utility, own, position, length, self, noise, value, seeds);
  }

  @Override
  public Optional<OrderedPair> compare(Content prompt, Content first, Content second, int sample) {
    double[] utilities = utility.scores(prompt, List.of(first, second));
    double z =
        (utilities[0] - utilities[1]) / temperature
            + position
            + length * (logWords(first) - logWords(second))
            + self * (own.applyAsDouble(first) - own.applyAsDouble(second));
    if (noise > 0)
      z +=
          noise
              * seeds.stream(
                      String.join(
                          "\u001f",
                          prompt.plain(),
                          first.plain(),
                          second.plain(),
                          Integer.toString(sample)))
                  .nextGaussian();
    return Optional.of(OrderedPair.ofLogOdds(z));
  }

  private static double logWords(Content text) {
    String plain = text.plain().strip();
    return plain.isEmpty() ? 0 : Math.log(plain.split("\\s+").length);
  }
}
