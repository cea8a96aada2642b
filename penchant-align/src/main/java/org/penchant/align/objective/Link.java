package org.penchant.align.objective;

import static org.penchant.core.numeric.Logistic.logSigmoid;
import static org.penchant.core.numeric.Logistic.sigmoid;

import org.penchant.torch.tensor.Tensor;

/**
 * phi(u): the penalty on the argument u that contrast and offset made. Small where u is large, but
 * for {@link Squared}.
 */
public sealed interface Link {
  /** phi(u). */
  double loss(double u);

  /** d phi / d u as training uses it. */
  double slope(double u);

  /** phi elementwise, differentiable. */
  Tensor loss(Tensor u);

  /**
   * Whether {@link #slope} is the derivative of {@link #loss(double)}; not so for detached factors.
   */
  default boolean differentiable() {
    return true;
  }

  /** -log sigmoid(u): Bradley-Terry maximum likelihood (DPO, arXiv 2305.18290, eq. 7). */
  record Logistic() implements Link {
    @Override
    public double loss(double u) {
      return -logSigmoid(u);
    }

    @Override
    public double slope(double u) {
      return -sigmoid(-u);
    }

    @Override
    public Tensor loss(Tensor u) {
      return u.logSigmoid().neg();
    }
  }

  /** max(0, 1 - u) (SLiC-HF, arXiv 2305.10425; RSO, arXiv 2309.06657). */
  record Hinge() implements Link {
    @Override
    public double loss(double u) {
      return Math.max(0, 1 - u);
    }

    @Override
    public double slope(double u) {
      return u < 1 ? -1 : 0;
    }

    @Override
    public Tensor loss(Tensor u) {
      return u.neg().add(1).relu();
    }
  }

  /** (u - target)^2 (IPO, arXiv 2310.12036, eq. 17; SPPO, arXiv 2405.00675). */
  record Squared(double target) implements Link {
    public Squared {
      Require.finite("target", target);
    }

    @Override
    public double loss(double u) {
      return (u - target) * (u - target);
    }

    @Override
    public double slope(double u) {
      return 2 * (u - target);
    }

    @Override
    public Tensor loss(Tensor u) {
      return u.add(-target).square();
    }
  }

  /** -u: maximum likelihood without saturation (PMPO, arXiv 2410.04166); unbounded below. */
  record Linear() implements Link {
    @Override
    public double loss(double u) {
      return -u;
    }

    @Override
    public double slope(double u) {
      return -1;
    }

    @Override
    public Tensor loss(Tensor u) {
      return u.neg();
    }
  }

  /**
   * max(0, 1 - u)^2 / (2 gamma) for u >= 1 - gamma, below that the line 1 - gamma / 2 - u that
   * continues it (PAL, arXiv 2406.08469).
   */
  record SmoothHinge(double gamma) implements Link {
    public SmoothHinge {
      Require.positive("gamma", gamma);
    }

    public static SmoothHinge defaults() {
      return new SmoothHinge(5);
    }

    @Override
    public double loss(double u) {
      double gap = Math.max(0, 1 - u);
      return gap <= gamma ? gap * gap / (2 * gamma) : gap - gamma / 2;
    }

    @Override
    public double slope(double u) {
      return -Math.min(1, Math.max(0, 1 - u) / gamma);
    }

    @Override
    public Tensor loss(Tensor u) {
      Tensor gap = u.neg().add(1).relu();
      Tensor within = gap.clampMax(gamma);
      return within.square().mul(1 / (2 * gamma)).add(gap.sub(within));
    }
  }

  /** max(0, margin - u)^2 (AOT, arXiv 2406.05882). */
  record SquaredHinge(double margin) implements Link {
    public SquaredHinge {
      Require.finite("margin", margin);
    }

    @Override
    public double loss(double u) {
      double gap = Math.max(0, margin - u);
      return gap * gap;
    }

    @Override
    public double slope(double u) {
      return -2 * Math.max(0, margin - u);
    }

    @Override
    public Tensor loss(Tensor u) {
      return u.neg().add(margin).relu().square();
    }
  }

  /**
   * -log P(tie) of the Rao-Kupper model with width alpha (TODO, arXiv 2411.02442): softplus(alpha +
   * u) + softplus(alpha - u) - 2 alpha - log(1 - exp(-2 alpha)). Even in u, least at 0.
   */
  record Tie(double alpha) implements Link {
    public Tie {
      Require.positive("alpha", alpha);
    }

    @Override
    public double loss(double u) {
      return -logSigmoid(-alpha - u) - logSigmoid(u - alpha) + constant();
    }

    @Override
    public double slope(double u) {
      return sigmoid(alpha + u) - sigmoid(alpha - u);
    }

    @Override
    public Tensor loss(Tensor u) {
      return u.neg().add(-alpha).logSigmoid().add(u.add(-alpha).logSigmoid()).neg().add(constant());
    }

    private double constant() {
      return -2 * alpha - Math.log(-Math.expm1(-2 * alpha));
    }
  }

  /**
   * A tie as half a win of either side: -(log sigmoid(u) + log sigmoid(-u)) / 2. Even in u, least
   * at 0.
   */
  record HalfTie() implements Link {
    @Override
    public double loss(double u) {
      return -(logSigmoid(u) + logSigmoid(-u)) / 2;
    }

    @Override
    public double slope(double u) {
      return (sigmoid(u) - sigmoid(-u)) / 2;
    }

    @Override
    public Tensor loss(Tensor u) {
      return u.logSigmoid().add(u.neg().logSigmoid()).mul(-0.5);
    }
  }

  /**
   * -log of a probability of Davidson's model (1970), where a tie is as likely as nu times the
   * geometric mean of both wins: P(first) = e^(u/2) / D, P(tie) = nu / D, D = e^(u/2) + e^(-u/2) +
   * nu.
   *
   * @param tie whether the tie's probability is taken, else that of the first side's win
   */
  record Davidson(double nu, boolean tie) implements Link {
    public Davidson {
      Require.positive("nu", nu);
    }

    @Override
    public double loss(double u) {
      double half = Math.abs(u) / 2;
      double log = half + Math.log(1 + Math.exp(-2 * half) + nu * Math.exp(-half));
      return tie ? log - Math.log(nu) : log - u / 2;
    }

    @Override
    public double slope(double u) {
      double half = Math.abs(u) / 2;
      double other = Math.exp(-2 * half);
      double share = (1 - other) / (1 + other + nu * Math.exp(-half)) / 2;
      return Math.copySign(share, u) - (tie ? 0 : 0.5);
    }

    @Override
    public Tensor loss(Tensor u) {
      Tensor half = u.abs().mul(0.5);
      Tensor small = half.neg().exp();
      Tensor log = half.add(small.square().add(small.mul(nu)).add(1).log());
      return tie ? log.add(-Math.log(nu)) : log.sub(u.mul(0.5));
    }
  }

  /** exp(-u). */
  record Exponential() implements Link {
    @Override
    public double loss(double u) {
      return Math.exp(-u);
    }

    @Override
    public double slope(double u) {
      return -Math.exp(-u);
    }

    @Override
    public Tensor loss(Tensor u) {
      return u.neg().exp();
    }
  }

  /** 1 - sigmoid(u) (KTO, arXiv 2402.01306; APO, arXiv 2408.06266). */
  record Sigmoid() implements Link {
    @Override
    public double loss(double u) {
      return sigmoid(-u);
    }

    @Override
    public double slope(double u) {
      return -sigmoid(u) * sigmoid(-u);
    }

    @Override
    public Tensor loss(Tensor u) {
      return u.neg().sigmoid();
    }
  }

  /**
   * -p^gamma log p with p = sigmoid(u) (FocalPO, arXiv 2501.06645): pairs ranked right keep their
   * gradient. The factor is differentiated. The slope -p^gamma (1-p)(1 + gamma log p) changes sign
   * at p = exp(-1/gamma), so gamma of 1/ln 2 or more would train backwards from p = 1/2 and is
   * refused.
   */
  record Focal(double gamma) implements Link {
    public Focal {
      Require.inRange(
          "gamma",
          gamma,
          0,
          false,
          1 / Math.log(2),
          true,
          "from 1/ln 2 on training runs backwards at initialisation");
    }

    @Override
    public double loss(double u) {
      double logp = logSigmoid(u);
      return -Math.exp(gamma * logp) * logp;
    }

    @Override
    public double slope(double u) {
      double logp = logSigmoid(u);
      return -Math.exp(gamma * logp) * sigmoid(-u) * (1 + gamma * logp);
    }

    @Override
    public Tensor loss(Tensor u) {
      Tensor logp = u.logSigmoid();
      return logp.mul(gamma).exp().mul(logp).neg();
    }
  }

  /**
   * {@link Focal} with the factor p^gamma cut from differentiation: never reverses. Not the
   * paper's.
   */
  record DetachedFocal(double gamma) implements Link {
    public DetachedFocal {
      Require.notNegative("gamma", gamma);
    }

    @Override
    public double loss(double u) {
      double logp = logSigmoid(u);
      return -Math.exp(gamma * logp) * logp;
    }

    @Override
    public double slope(double u) {
      return -Math.exp(gamma * logSigmoid(u)) * sigmoid(-u);
    }

    @Override
    public Tensor loss(Tensor u) {
      Tensor logp = u.logSigmoid();
      return logp.detach().mul(gamma).exp().mul(logp).neg();
    }

    @Override
    public boolean differentiable() {
      return gamma == 0;
    }
  }

  /** -(1-p)^gamma log p: vision's focal loss, the ablation of FocalPO. */
  record OppositeFocal(double gamma) implements Link {
    public OppositeFocal {
      Require.notNegative("gamma", gamma);
    }

    @Override
    public double loss(double u) {
      return -Math.exp(gamma * logSigmoid(-u)) * logSigmoid(u);
    }

    @Override
    public double slope(double u) {
      double p = sigmoid(u);
      return -Math.exp(gamma * logSigmoid(-u)) * (sigmoid(-u) - gamma * p * logSigmoid(u));
    }

    @Override
    public Tensor loss(Tensor u) {
      return u.neg().logSigmoid().mul(gamma).exp().mul(u.logSigmoid()).neg();
    }
  }

  /**
   * KL((p, 1-p) || (1-eps, eps)) with p = sigmoid(u) (EXO with two responses, arXiv 2402.00856, eq.
   * 16).
   */
  record Exo(double epsilon) implements Link {
    public Exo {
      Require.inRange("epsilon", epsilon, 0, true, 0.5, true, "log(epsilon) is taken");
    }

    @Override
    public double loss(double u) {
      return sigmoid(u) * (logSigmoid(u) - Math.log1p(-epsilon))
          + sigmoid(-u) * (logSigmoid(-u) - Math.log(epsilon));
    }

    @Override
    public double slope(double u) {
      return sigmoid(u) * sigmoid(-u) * (u - Math.log1p(-epsilon) + Math.log(epsilon));
    }

    @Override
    public Tensor loss(Tensor u) {
      Tensor other = u.neg();
      return u.sigmoid()
          .mul(u.logSigmoid().add(-Math.log1p(-epsilon)))
          .add(other.sigmoid().mul(other.logSigmoid().add(-Math.log(epsilon))));
    }
  }

  /**
   * (1-s)(-log sigmoid(u)) + s exp(-u) with s = sigmoid(u/tau): the blend of logistic and
   * exponential that DiscoPOP discovered (arXiv 2406.08414, eq. 5).
   */
  record Discopop(double tau) implements Link {
    public Discopop {
      Require.positive("tau", tau);
    }

    @Override
    public double loss(double u) {
      double x = u / tau;
      return -logSigmoid(u) * sigmoid(-x) + Math.exp(-u + logSigmoid(x));
    }

    @Override
    public double slope(double u) {
      double x = u / tau;
      double s = sigmoid(x);
      double ds = s * sigmoid(-x) / tau;
      double tail = Math.exp(-u + logSigmoid(x));
      return -sigmoid(-u) * sigmoid(-x) + logSigmoid(u) * ds + tail * (sigmoid(-x) / tau - 1);
    }

    @Override
    public Tensor loss(Tensor u) {
      Tensor x = u.mul(1 / tau);
      return u.logSigmoid().mul(x.neg().sigmoid()).neg().add(x.logSigmoid().sub(u).exp());
    }
  }
}
