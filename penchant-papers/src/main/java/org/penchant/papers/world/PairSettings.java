package org.penchant.papers.world;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.core.random.Seeds;

/**
 * How labelled pairs are drawn: a prompt uniformly, two distinct candidates of a pool uniformly, a
 * label from the annotator.
 *
 * @param count training pairs
 * @param heldOut further pairs, of a stream of their own
 * @param prompts the first so many prompts are used; 0 for all
 * @param annotator labels by true utility
 * @param pools candidates that meet; none means all candidates are one pool
 * @param score what a scorer says of a candidate
 * @param scoreNoise standard deviation of N(0, .) added to utility before scoring, once a candidate
 */
public record PairSettings(
    int count,
    int heldOut,
    int prompts,
    Annotator annotator,
    List<Pool> pools,
    Score score,
    double scoreNoise) {
  /** What a scorer makes of utility u. */
  public enum Score {
    /** u. */
    UTILITY,
    /** 1 + 9 sigmoid(u / 1.5): a rating from 1 to 10. */
    RATING;

    double of(double u) {
      return this == UTILITY ? u : 1 + 9 / (1 + Math.exp(-u / 1.5));
    }
  }

  /**
   * Candidates from (inclusive) to (exclusive), which get {@code share} of the pairs, rounded; the
   * last pool gets the rest.
   */
  public record Pool(int from, int to, double share) {
    public Pool {
      if (from < 0 || to - from < 2)
        throw new IllegalArgumentException("pool [" + from + ", " + to + ") holds no pair");
      if (!(share >= 0 && share <= 1))
        throw new IllegalArgumentException("share = " + share + ", must be in [0, 1]");
    }
  }

  public PairSettings {
    if (count < 1 || heldOut < 0 || prompts < 0)
      throw new IllegalArgumentException("count must be at least 1, the others not negative");
    pools = List.copyOf(pools);
  }

  public static PairSettings defaults() {
    return new PairSettings(300, 0, 0, Annotator.defaults(), List.of(), Score.UTILITY, 0);
  }

  /** Whether any pool holds the candidate. */
  public boolean covers(int candidate) {
    return pools.isEmpty()
        || pools.stream().anyMatch(p -> candidate >= p.from() && candidate < p.to());
  }

  /** The training pairs of these seeds. */
  public List<Pair> train(LogLinearWorld world, Seeds seeds) {
    return draw(world, count, seeds, "pairs");
  }

  /** The held-out pairs of these seeds. */
  public List<Pair> heldOut(LogLinearWorld world, Seeds seeds) {
    return draw(world, heldOut, seeds, "held-out");
  }

  private List<Pair> draw(LogLinearWorld world, int n, Seeds seeds, String stream) {
    var choice = seeds.stream(stream);
    var labels = seeds.stream(stream + " labels");
    double[] noise = Normals.of(world.responses(), seeds.stream("scores"));
    var all = pools.isEmpty() ? List.of(new Pool(0, world.candidates(), 1)) : pools;
    int among = prompts == 0 ? world.prompts() : prompts;
    var pairs = new ArrayList<Pair>(n);
    for (int p = 0; p < all.size(); p++) {
      int end = p == all.size() - 1 ? n : pairs.size() + (int) Math.round(all.get(p).share() * n);
      while (pairs.size() < end) {
        int start = choice.nextInt(among) * world.candidates();
        int a = start + candidate(all.get(p), choice);
        int b = a;
        while (b == a) b = start + candidate(all.get(p), choice);
        boolean first =
            annotator.prefersFirst(
                world.utility()[a] - world.utility()[b],
                world.lengths()[a] - world.lengths()[b],
                labels);
        var pair =
            new Pair(
                a,
                b,
                score.of(world.utility()[a] + scoreNoise * noise[a]),
                score.of(world.utility()[b] + scoreNoise * noise[b]),
                p);
        pairs.add(first ? pair : pair.swapped());
      }
    }
    return pairs;
  }

  private static int candidate(Pool pool, RandomGenerator random) {
    return random.nextInt(pool.from(), pool.to());
  }
}
