package org.penchant.align.objective;

import java.util.Set;
import org.penchant.core.problems.Problems;
import org.penchant.torch.tensor.Tensor;

/**
 * What is assumed of wrong labels: keep * phi(u) + flip * phi(-u). {@link Smoothed} and {@link
 * Unbiased} have opposite signs and are never combined.
 */
public sealed interface Noise permits Noise.None, Noise.Smoothed, Noise.Unbiased, Noise.SoftLabel {
  /** Coefficient of phi(u). */
  default double keep(Row row) {
    return switch (this) {
      case Uniform same -> same.keep();
      case SoftLabel soft -> row.column(soft.column());
    };
  }

  /** Coefficient of phi(-u). */
  default double flip(Row row) {
    return switch (this) {
      case Uniform same -> same.flip();
      case SoftLabel soft -> 1 - row.column(soft.column());
    };
  }

  default double of(Link link, double u, Row row) {
    double flip = flip(row);
    return keep(row) * link.loss(u) + (flip == 0 ? 0 : flip * link.loss(-u));
  }

  /** d of / d u. */
  default double slope(Link link, double u, Row row) {
    double flip = flip(row);
    return keep(row) * link.slope(u) - (flip == 0 ? 0 : flip * link.slope(-u));
  }

  /** Elementwise, differentiable. */
  default Tensor of(Link link, Tensor u, Batch batch) {
    return switch (this) {
      case Uniform same -> {
        Tensor kept = same.keep() == 1 ? link.loss(u) : link.loss(u).mul(same.keep());
        yield same.flip() == 0 ? kept : kept.add(link.loss(u.neg()).mul(same.flip()));
      }
      case SoftLabel soft -> {
        Tensor p = Tensor.of(batch.column(soft.column()));
        yield link.loss(u).mul(p).add(link.loss(u.neg()).mul(p.neg().add(1)));
      }
    };
  }

  default Set<Need> needs() {
    return Set.of();
  }

  /** Reports what of the row's columns this cannot take. */
  default void check(Row row, String place, Problems problems) {}

  /** The same for every row. */
  sealed interface Uniform permits None, Smoothed, Unbiased {
    /** Coefficient of phi(u). */
    double keep();

    /** Coefficient of phi(-u). */
    double flip();

    default double of(Link link, double u) {
      return flip() == 0 ? keep() * link.loss(u) : keep() * link.loss(u) + flip() * link.loss(-u);
    }

    default double slope(Link link, double u) {
      return flip() == 0
          ? keep() * link.slope(u)
          : keep() * link.slope(u) - flip() * link.slope(-u);
    }
  }

  /** Labels are taken as they are. */
  record None() implements Noise, Uniform {
    @Override
    public double keep() {
      return 1;
    }

    @Override
    public double flip() {
      return 0;
    }
  }

  /** Conservative label smoothing: (1-eps) phi(u) + eps phi(-u); biased towards small margins. */
  record Smoothed(double epsilon) implements Noise, Uniform {
    public Smoothed {
      Require.inRange("epsilon", epsilon, 0, false, 0.5, true, "");
    }

    @Override
    public double keep() {
      return 1 - epsilon;
    }

    @Override
    public double flip() {
      return epsilon;
    }
  }

  /**
   * ((1-eps) phi(u) - eps phi(-u)) / (1-2 eps): unbiased for the clean loss when labels flip with
   * probability eps (rDPO, arXiv 2403.00409). Unbounded below in u.
   */
  record Unbiased(double flipRate) implements Noise, Uniform {
    public Unbiased {
      Require.inRange("flip-rate", flipRate, 0, false, 0.5, true, "1 - 2 flip-rate divides");
    }

    @Override
    public double keep() {
      return (1 - flipRate) / (1 - 2 * flipRate);
    }

    @Override
    public double flip() {
      return -flipRate / (1 - 2 * flipRate);
    }
  }

  /**
   * p phi(u) + (1-p) phi(-u) with p a column of the data: the probability that the chosen is
   * preferred, as members of an ensemble or further judgments estimate it (arXiv 2401.06080, arXiv
   * 2412.03822). Under the logistic link it is least at u = logit p.
   *
   * @param column of numbers in [0, 1]
   */
  record SoftLabel(String column) implements Noise {
    public SoftLabel {
      if (column.isBlank()) throw new IllegalArgumentException("needs 'column'");
    }

    /** The column that curation writes. */
    public static SoftLabel defaults() {
      return new SoftLabel("soft_label");
    }

    @Override
    public Set<Need> needs() {
      return Set.of(new Need.Column(column));
    }

    @Override
    public void check(Row row, String place, Problems problems) {
      double p = row.column(column);
      if (!(p >= 0 && p <= 1))
        problems.error(
            place,
            column + " = " + p,
            "a soft label is a probability, in [0, 1]",
            "give the share that prefers the chosen; penchant curate writes it with denoise");
    }
  }
}
