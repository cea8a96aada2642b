package org.penchant.align.curate.score;

import java.util.EnumSet;
import java.util.Set;
import org.penchant.align.curate.score.Evidence.Kind;
import org.penchant.align.diagnose.Similarity;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;

/**
 * One number of an example, measured once for a dataset. Read from text by {@link ScoreText}, which
 * documents the names; {@code toString} is that text.
 */
public sealed interface ExampleScore {
  /** The score; finite unless a column is not. */
  double of(Evidence evidence);

  /** What it reads of models. */
  default Set<Kind> needs() {
    return Set.of();
  }

  /** Whether only pairs have it. */
  default boolean ofPairs() {
    return true;
  }

  /** Adds an error for a row that has no such score. */
  default void check(Item item, Problems problems) {
    if (ofPairs() && !item.isPair())
      problems.error(
          item.place(),
          "a single response",
          this + " is a score of pairs",
          "use pairs, or another score");
  }

  /** The column {@code margin}, or chosen_rating - rejected_rating: how clear the label is. */
  record Margin() implements ExampleScore {
    private static final String COLUMN = "margin";
    private static final String CHOSEN = "chosen_rating";
    private static final String REJECTED = "rejected_rating";

    @Override
    public double of(Evidence evidence) {
      var columns = evidence.item().columns();
      Double margin = columns.get(COLUMN);
      if (margin != null) return margin;
      return columns.getOrDefault(CHOSEN, Double.NaN) - columns.getOrDefault(REJECTED, Double.NaN);
    }

    @Override
    public void check(Item item, Problems problems) {
      ExampleScore.super.check(item, problems);
      var columns = item.columns();
      if (!columns.containsKey(COLUMN)
          && !(columns.containsKey(CHOSEN) && columns.containsKey(REJECTED)))
        problems.error(
            item.place(),
            "no value",
            "margin reads the column margin, or chosen_rating and rejected_rating",
            "add the columns, or use implicit-margin");
    }

    @Override
    public String toString() {
      return "margin";
    }
  }

  /** The implicit reward margin, beta [log pi/ref (y_w) - log pi/ref (y_l)]. */
  record ImplicitMargin(double beta) implements ExampleScore {
    public ImplicitMargin {
      if (!(beta > 0 && beta < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException("beta = " + beta + ", must be > 0");
    }

    @Override
    public double of(Evidence evidence) {
      double[] pi = evidence.policy();
      double[] ref = evidence.reference();
      return beta * (pi[0] - ref[0] - pi[1] + ref[1]);
    }

    @Override
    public Set<Kind> needs() {
      return EnumSet.of(Kind.POLICY, Kind.REFERENCE);
    }

    @Override
    public String toString() {
      return "implicit-margin(" + beta + ")";
    }
  }

  /** log ref(y_l) - log ref(y_w), nats: greater is harder for the reference (arXiv 2403.07230). */
  record Difficulty() implements ExampleScore {
    @Override
    public double of(Evidence evidence) {
      return evidence.reference()[1] - evidence.reference()[0];
    }

    @Override
    public Set<Kind> needs() {
      return EnumSet.of(Kind.REFERENCE);
    }

    @Override
    public String toString() {
      return "difficulty";
    }
  }

  /**
   * d = log pi(y_w) - log pi(y_l), nats. Comparison oracles take pairs with 0 < d < tau for noisy
   * (arXiv 2505.05465): {@code likelihood-margin in (0, 3)}.
   */
  record LikelihoodMargin() implements ExampleScore {
    @Override
    public double of(Evidence evidence) {
      return evidence.policy()[0] - evidence.policy()[1];
    }

    @Override
    public Set<Kind> needs() {
      return EnumSet.of(Kind.POLICY);
    }

    @Override
    public String toString() {
      return "likelihood-margin";
    }
  }

  /** How alike the responses are. */
  record Alike(Similarity kind) implements ExampleScore {
    @Override
    public double of(Evidence evidence) {
      boolean states = kind.readsStates();
      int[] w = evidence.item().responseIds(0);
      int[] l = evidence.item().responseIds(1);
      return kind.of(
          states
              ? new Similarity.Pair(evidence.states().get(0), evidence.states().get(1), w, l)
              : Similarity.Pair.ofTokens(w, l));
    }

    @Override
    public Set<Kind> needs() {
      return kind.readsStates() ? EnumSet.of(Kind.STATES) : Set.of();
    }

    @Override
    public String toString() {
      return kind.toString();
    }
  }

  /** A number that every row brings: a utility, a quality, a confidence. */
  record Column(String name) implements ExampleScore {
    @Override
    public double of(Evidence evidence) {
      return evidence.item().columns().getOrDefault(name, Double.NaN);
    }

    @Override
    public boolean ofPairs() {
      return false;
    }

    @Override
    public void check(Item item, Problems problems) {
      if (!item.columns().containsKey(name))
        problems.error(
            item.place(),
            "no value",
            toString() + " reads a column of every row",
            "add the column, and read it with --numeric NAME");
    }

    @Override
    public String toString() {
      return "column(" + name + ")";
    }
  }

  /** log p(y|x) of one response under a model, nats, summed or a token. */
  record LogProbability(int response, Kind model, boolean perToken) implements ExampleScore {
    public LogProbability {
      if (model == Kind.STATES) throw new IllegalArgumentException("STATES is no likelihood");
    }

    @Override
    public double of(Evidence evidence) {
      double[] logps = model == Kind.POLICY ? evidence.policy() : evidence.reference();
      return perToken ? logps[response] / evidence.length(response) : logps[response];
    }

    @Override
    public Set<Kind> needs() {
      return EnumSet.of(model);
    }

    @Override
    public boolean ofPairs() {
      return response == 1;
    }

    @Override
    public String toString() {
      return "log-probability("
          + (response == 0 ? "chosen" : "rejected")
          + (model == Kind.POLICY ? "" : ", reference")
          + (perToken ? ", per-token" : "")
          + ")";
    }
  }

  /** Trained tokens. */
  record Length(Of of) implements ExampleScore {
    /** Whose. */
    public enum Of {
      CHOSEN,
      REJECTED,
      /** |y_w| - |y_l|. */
      GAP,
      /** |y_w| / |y_l|. */
      RATIO
    }

    @Override
    public double of(Evidence evidence) {
      double w = evidence.length(0);
      return switch (of) {
        case CHOSEN -> w;
        case REJECTED -> evidence.length(1);
        case GAP -> w - evidence.length(1);
        case RATIO -> w / evidence.length(1);
      };
    }

    @Override
    public boolean ofPairs() {
      return of != Of.CHOSEN;
    }

    @Override
    public String toString() {
      return "length(" + of.name().toLowerCase(java.util.Locale.ROOT) + ")";
    }
  }

  /** Uniform on [0, 1), from the row's place: what every selection should be compared with. */
  record Random(long seed) implements ExampleScore {
    @Override
    public double of(Evidence evidence) {
      return new Seeds(seed).stream("score/" + evidence.item().place()).nextDouble();
    }

    @Override
    public boolean ofPairs() {
      return false;
    }

    @Override
    public String toString() {
      return "random(" + seed + ")";
    }
  }
}
