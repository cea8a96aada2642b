package org.penchant.papers.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import org.penchant.core.numeric.Logistic;

/** Two responses of one prompt, as indices into a {@link LogLinearWorld}'s flat arrays. */
public record Duel(int first, int second) {
  /** {@code n} times a prompt and two distinct candidates of it, uniformly. */
  public static List<Duel> uniform(LogLinearWorld world, int n, RandomGenerator random) {
    return uniform(world.prompts(), world.candidates(), n, random);
  }

  /** The same in a world of these sizes. */
  public static List<Duel> uniform(int prompts, int candidates, int n, RandomGenerator random) {
    var duels = new ArrayList<Duel>(n);
    for (int i = 0; i < n; i++) {
      int start = random.nextInt(prompts) * candidates;
      int a = random.nextInt(candidates);
      int b = random.nextInt(candidates - 1);
      duels.add(new Duel(start + a, start + (b < a ? b : b + 1)));
    }
    return duels;
  }

  /** The winner first, who is the first with probability sigmoid(u(first) - u(second)). */
  public Duel judged(IntToDoubleFunction utility, RandomGenerator random) {
    double gap = utility.applyAsDouble(first) - utility.applyAsDouble(second);
    return random.nextDouble() < Logistic.sigmoid(gap) ? this : swapped();
  }

  /** The other way round. */
  public Duel swapped() {
    return new Duel(second, first);
  }
}
