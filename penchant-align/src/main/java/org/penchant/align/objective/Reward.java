package org.penchant.align.objective;

import java.util.Set;
import org.penchant.torch.tensor.Tensor;

/** Where a response's score comes from. */
public sealed interface Reward {
  /** Inverse temperature: the factor that makes nats a reward. */
  double beta();

  double of(Response response);

  /** The score of every response, [S], differentiable. */
  Tensor of(Batch batch);

  Set<Need> needs();

  /** Whether a sequence's log-probability is summed over its tokens or averaged. */
  enum Length {
    SUM,
    MEAN;

    double of(double sum, int length) {
      return this == SUM ? sum : sum / length;
    }

    Tensor of(Tensor sums, Batch batch) {
      return this == SUM ? sums : sums.div(Tensor.of(batch.lengths()));
    }
  }

  /**
   * beta f'(log pi(y|x) - attenuation log pi_ref(y|x)); under reverse KL and attenuation 1 DPO's
   * implicit reward.
   *
   * @param attenuation share of the reference that counts: 1 is DPO, 0 reference-free (DPO-gamma,
   *     arXiv 2405.19534)
   */
  record LogRatio(double beta, Length length, Divergence divergence, double attenuation)
      implements Reward {
    public LogRatio {
      Require.positive("beta", beta);
      Require.notNegative("attenuation", attenuation);
    }

    public static LogRatio of(double beta) {
      return new LogRatio(beta, Length.SUM, new Divergence.ReverseKl(), 1);
    }

    public static LogRatio defaults() {
      return of(0.1);
    }

    @Override
    public double of(Response y) {
      return beta
          * divergence.of(length.of(y.logp() - attenuation * y.referenceLogp(), y.length()));
    }

    @Override
    public Tensor of(Batch batch) {
      return divergence
          .of(length.of(batch.sums().sub(batch.referenceSums().mul(attenuation)), batch))
          .mul(beta);
    }

    @Override
    public Set<Need> needs() {
      return Set.of(new Need.ReferenceLogps());
    }
  }

  /** beta log pi(y|x), or its mean over tokens; no reference. */
  record LogProbability(double beta, Length length) implements Reward {
    public LogProbability {
      Require.positive("beta", beta);
    }

    public static LogProbability defaults() {
      return new LogProbability(0.1, Length.SUM);
    }

    @Override
    public double of(Response y) {
      return beta * length.of(y.logp(), y.length());
    }

    @Override
    public Tensor of(Batch batch) {
      return length.of(batch.sums(), batch).mul(beta);
    }

    @Override
    public Set<Need> needs() {
      return Set.of();
    }
  }

  /** beta log(q / (1-q)) with q = exp(mean_t log p_t) (ORPO, arXiv 2403.07691, eq. 4). */
  record LogOdds(double beta) implements Reward {
    public LogOdds {
      Require.positive("beta", beta);
    }

    @Override
    public double of(Response y) {
      double v = y.logp() / y.length();
      return beta * (v - Math.log(-Math.expm1(v)));
    }

    @Override
    public Tensor of(Batch batch) {
      Tensor v = Length.MEAN.of(batch.sums(), batch);
      return v.sub(v.expm1().neg().log()).mul(beta);
    }

    @Override
    public Set<Need> needs() {
      return Set.of();
    }
  }

  /**
   * beta (log pi(x, y) - log pi_ref(x, y)): the prompt is part of what is preferred, so responses
   * to different prompts can be compared (DOVE, arXiv 2404.00530). The tokens of the prompt train
   * too; where both sides share it, it cancels.
   */
  record JointLogRatio(double beta) implements Reward {
    public JointLogRatio {
      Require.positive("beta", beta);
    }

    @Override
    public double of(Response y) {
      return LogRatio.of(beta).of(y);
    }

    @Override
    public Tensor of(Batch batch) {
      return LogRatio.of(beta).of(batch);
    }

    @Override
    public Set<Need> needs() {
      return Set.of(new Need.ReferenceLogps(), new Need.Prompts());
    }
  }

  /**
   * beta sum_t w_t (log pi(y_t) - log pi_ref(y_t)) with given weights of tokens that sum to 1: a
   * weighted mean over steps where a step's weight is shared by its tokens (TPO, arXiv 2410.12854).
   */
  record TokenWeighted(double beta) implements Reward {
    public TokenWeighted {
      Require.positive("beta", beta);
    }

    @Override
    public double of(Response y) {
      double[] weights = y.tokenWeights();
      if (y.reference().length == 0) throw new IllegalStateException("no reference");
      double sum = 0;
      for (int t = 0; t < weights.length; t++)
        sum += weights[t] * (y.logps()[t] - y.reference()[t]);
      return beta * sum;
    }

    @Override
    public Tensor of(Batch batch) {
      Tensor ratio = batch.logps().sub(batch.referenceTokens());
      return batch.weights().isPresent()
          ? batch.perResponse(ratio.mul(batch.weights().get())).mul(beta)
          : Length.MEAN.of(batch.perResponse(ratio), batch).mul(beta);
    }

    @Override
    public Set<Need> needs() {
      return Set.of(new Need.ReferenceLogps(), new Need.TokenWeights());
    }
  }

  /**
   * scale s(x, y), where s is what a reward head says of the response: link((d - margin) / tau) is
   * scale 1 / tau and offset margin / tau. A head's utility stands in {@link Response#logps} as
   * that of its only token.
   */
  record Score(double scale) implements Reward {
    public Score {
      Require.positive("scale", scale);
    }

    public static Score defaults() {
      return new Score(1);
    }

    @Override
    public double beta() {
      return scale;
    }

    @Override
    public double of(Response y) {
      return scale * y.logp();
    }

    @Override
    public Tensor of(Batch batch) {
      return scale == 1 ? batch.sums() : batch.sums().mul(scale);
    }

    @Override
    public Set<Need> needs() {
      return Set.of(new Need.RewardHead());
    }
  }
}
