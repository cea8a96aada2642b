package org.penchant.align.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.penchant.core.problems.Problems;

/**
 * Training in stages: each starts from the policy that the one before ended with, which is also its
 * reference, with a fresh optimiser and schedule (arXiv 2403.07230, 2405.12739, 2410.06293).
 *
 * @param source where the stages of rows come from
 * @param count how many parts a {@link Source#SPLIT} makes
 * @param momentum alpha in [0, 1): between stages the parameters go on, theta = hat_t + alpha
 *     (hat_t - hat_(t-1)), hat_t what stage t ended with; log-policies go on likewise where they
 *     are linear in theta
 * @param klCap nats a token of KL(going on || hat) beyond which the policy does not go on; 0 for
 *     none
 * @param earlier what becomes of earlier stages' implicit rewards
 */
public record Stages(
    Source source, int count, double momentum, double klCap, Optional<Earlier> earlier) {
  /** The column that a {@link Source#COLUMN} reads. */
  public static final String COLUMN = "stage";

  /** The column of the earlier implicit reward margin. */
  public static final String EARLIER_MARGIN = "earlier_margin";

  /** Where the stages of rows come from. */
  public enum Source {
    /** The numeric column {@code stage}, lowest first. */
    COLUMN,
    /** Equal parts of the data in its order. */
    SPLIT
  }

  /**
   * The implicit rewards of earlier stages, R_i = beta log(pi_i / pi_(i-1)) - lambda sum_(j<i) R_j,
   * whose margins, added up, become the column {@code earlier_margin}.
   */
  public record Earlier(double beta, double lambda) {}

  public Stages {
    if (!(momentum >= 0 && momentum < 1))
      throw new IllegalArgumentException(
          "momentum = " + momentum + ", must be in [0, 1): from 1 on stages diverge");
    if (!(klCap >= 0)) throw new IllegalArgumentException("kl-cap = " + klCap + ", must be >= 0");
    if (source == Source.SPLIT && count < 1)
      throw new IllegalArgumentException("count = " + count + ", must be at least 1");
  }

  /** By the column, without momentum. */
  public static Stages defaults() {
    return new Stages(Source.COLUMN, 0, 0, 0, Optional.empty());
  }

  public Stages withMomentum(double alpha) {
    return new Stages(source, count, alpha, klCap, earlier);
  }

  public Stages withColumn() {
    return new Stages(Source.COLUMN, count, momentum, klCap, earlier);
  }

  public Stages withSplit(int parts) {
    return new Stages(Source.SPLIT, parts, momentum, klCap, earlier);
  }

  /**
   * How far {@code solves} stages with momentum get, in stages without: sum_(k=1..T) (1 - alpha^k)
   * / (1 - alpha), where every stage solves exactly for one reward (arXiv 2410.06293). Statistical
   * errors grow alike.
   */
  public static double progress(double momentum, int solves) {
    double progress = 0;
    double increment = 0;
    for (int t = 0; t < solves; t++) {
      increment = 1 + momentum * increment;
      progress += increment;
    }
    return progress;
  }

  /**
   * The rows of every stage.
   *
   * @param problems gets an error for every row that names no stage
   */
  public List<List<Example>> of(List<Example> rows, Problems problems) {
    if (source == Source.SPLIT && count > rows.size())
      problems.error(
          "--stages",
          "split:" + count,
          rows.size() + " rows make no " + count + " stages",
          "split into fewer, or give more rows");
    var stages = new TreeMap<Double, List<Example>>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      double stage =
          source == Source.SPLIT
              ? (double) ((long) i * count / rows.size())
              : row.columns().getOrDefault(COLUMN, Double.NaN);
      if (Double.isNaN(stage))
        problems.error(
            row.place(),
            "no value",
            "training in stages needs the numeric column " + COLUMN,
            "add the column and read it with --numeric "
                + COLUMN
                + ", --order 'margin desc per prompt', or --stages split:3");
      else stages.computeIfAbsent(stage, _ -> new ArrayList<>()).add(row);
    }
    return stages.values().stream().map(List::copyOf).toList();
  }
}
