package org.penchant.rank.judge;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Asks a judge about pairs, each order once: answers are kept, calls and unreadable replies
 * counted. Not thread-safe.
 */
public final class Comparisons {
  private record Key(int first, int second) {}

  private final PairJudge judge;
  private final PositionCalibration calibration;
  private final Map<Key, Optional<OrderedPair>> heard = new HashMap<>();
  private int calls;
  private int failed;

  public Comparisons(PairJudge judge, PositionCalibration calibration) {
    this.judge = judge;
    this.calibration = calibration;
  }

  /**
   * Probability that {@code i} is better than {@code j}; 0.5 if a reply could not be read, which
   * {@link #failed()} counts.
   */
  public double probability(int i, int j) {
    var forward = ask(i, j);
    if (!calibration.bothOrders())
      return forward.map(pair -> calibration.probability(pair, pair)).orElse(0.5);
    var reversed = ask(j, i);
    if (forward.isEmpty() || reversed.isEmpty()) return 0.5;
    return calibration.probability(forward.get(), reversed.get());
  }

  /** How often the judge was called. */
  public int calls() {
    return calls;
  }

  /** How many of its replies could not be read. */
  public int failed() {
    return failed;
  }

  /** Share of pairs heard in both orders whose preferred side is the same seat both times. */
  public double inconsistency() {
    int both = 0;
    int same = 0;
    for (var key : heard.keySet()) {
      if (key.first() > key.second()) continue;
      var forward = heard.get(key);
      var reversed = heard.getOrDefault(new Key(key.second(), key.first()), Optional.empty());
      if (forward.isEmpty() || reversed.isEmpty()) continue;
      both++;
      if (forward.get().logOdds() * reversed.get().logOdds() > 0) same++;
    }
    return both == 0 ? Double.NaN : same / (double) both;
  }

  /**
   * Share of triads that are cycles, among those whose three pairs were heard as the calibration
   * asks; NaN without any.
   */
  public double cyclicTriads() {
    int[] items =
        heard.keySet().stream()
            .flatMapToInt(k -> IntStream.of(k.first(), k.second()))
            .distinct()
            .sorted()
            .toArray();
    int n = items.length;
    var won = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = i + 1; j < n; j++) won[i][j] = known(items[i], items[j]);
    long triads = 0;
    long cycles = 0;
    for (int i = 0; i < n; i++)
      for (int j = i + 1; j < n; j++)
        for (int k = j + 1; k < n; k++) {
          if (Double.isNaN(won[i][j] + won[j][k] + won[i][k])) continue;
          triads++;
          if (won[i][j] == won[j][k] && won[i][j] != won[i][k]) cycles++;
        }
    return triads == 0 ? Double.NaN : cycles / (double) triads;
  }

  /** 1 if i beats j in what was heard, 0 if not, NaN if that is not known; even is a win of i. */
  private double known(int i, int j) {
    var forward = heard.getOrDefault(new Key(i, j), Optional.empty());
    var reversed = heard.getOrDefault(new Key(j, i), Optional.empty());
    if (calibration.bothOrders()
        ? forward.isEmpty() || reversed.isEmpty()
        : forward.isEmpty() && reversed.isEmpty()) return Double.NaN;
    double p =
        calibration.bothOrders()
            ? calibration.probability(forward.orElseThrow(), reversed.orElseThrow())
            : forward
                .map(OrderedPair::probability)
                .orElseGet(() -> 1 - reversed.orElseThrow().probability());
    return p >= 0.5 ? 1 : 0;
  }

  private Optional<OrderedPair> ask(int first, int second) {
    if (first == second) throw new IllegalArgumentException("item " + first + " against itself");
    var key = new Key(first, second);
    var known = heard.get(key);
    if (known != null) return known;
    calls++;
    var answer = judge.compare(first, second);
    if (answer.isEmpty()) failed++;
    heard.put(key, answer);
    return answer;
  }
}
