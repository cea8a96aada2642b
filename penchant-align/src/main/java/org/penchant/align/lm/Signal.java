package org.penchant.align.lm;

import java.util.Map;
import java.util.Set;
import org.penchant.torch.tensor.Tensor;

/**
 * A number at each trained token that compares the policy's next-token distribution pi with those
 * of other models, the teachers, exactly over the whole vocabulary; nats. Gradients go back through
 * pi, never into a teacher. Teachers have names, under which {@link Teachers} knows the models.
 */
public sealed interface Signal {
  /** The teachers it reads. */
  Set<String> teachers();

  /**
   * Its values.
   *
   * @param policy log pi, [n, V]
   * @param teachers log-probabilities of each teacher that it reads, [n, V]
   * @param target the trained tokens, [n, 1]
   * @return [n]
   */
  Tensor of(Tensor policy, Map<String, Tensor> teachers, Tensor target);

  /** The same at one token, in plain arithmetic. */
  double of(double[] policy, Map<String, double[]> teachers, int target);

  /** KL(T || pi) = sum_a T(a) [log T(a) - log pi(a)]: covers what the teacher does. */
  record ForwardKl(String teacher) implements Signal {
    @Override
    public Set<String> teachers() {
      return Set.of(teacher);
    }

    @Override
    public Tensor of(Tensor policy, Map<String, Tensor> teachers, Tensor target) {
      Tensor log = get(teachers, teacher);
      return log.exp().mul(log.sub(policy)).sum(-1, false);
    }

    @Override
    public double of(double[] policy, Map<String, double[]> teachers, int target) {
      return kl(get(teachers, teacher), policy);
    }
  }

  /** KL(pi || T): how far the policy went from a model. */
  record ReverseKl(String teacher) implements Signal {
    @Override
    public Set<String> teachers() {
      return Set.of(teacher);
    }

    @Override
    public Tensor of(Tensor policy, Map<String, Tensor> teachers, Tensor target) {
      return policy.exp().mul(policy.sub(get(teachers, teacher))).sum(-1, false);
    }

    @Override
    public double of(double[] policy, Map<String, double[]> teachers, int target) {
      return kl(policy, get(teachers, teacher));
    }
  }

  /**
   * E_pi[A] = sum_a pi(a) A(a), every token of the vocabulary credited (arXiv 2502.17927); its
   * derivative by the policy's logits is pi(a) (A(a) - E_pi[A]).
   */
  record ExpectedAdvantage(Advantage advantage) implements Signal {
    @Override
    public Set<String> teachers() {
      return advantage.teachers();
    }

    @Override
    public Tensor of(Tensor policy, Map<String, Tensor> teachers, Tensor target) {
      return policy.exp().mul(advantage.of(teachers)).sum(-1, false);
    }

    @Override
    public double of(double[] policy, Map<String, double[]> teachers, int target) {
      double sum = 0;
      for (int a = 0; a < policy.length; a++)
        sum += Math.exp(policy[a]) * advantage.of(teachers, a);
      return sum;
    }
  }

  /**
   * A of the trained token: a constant of the policy. Times log pi of a token that the policy
   * sampled, it gives an unbiased and noisier gradient of {@link ExpectedAdvantage}.
   */
  record SampledAdvantage(Advantage advantage) implements Signal {
    @Override
    public Set<String> teachers() {
      return advantage.teachers();
    }

    @Override
    public Tensor of(Tensor policy, Map<String, Tensor> teachers, Tensor target) {
      return advantage.of(teachers).gather(1, target).squeeze(1);
    }

    @Override
    public double of(double[] policy, Map<String, double[]> teachers, int target) {
      return advantage.of(teachers, target);
    }
  }

  /** E_T[A^power] under the advantage's base: what advantages are scaled by; no gradient. */
  record AdvantageMoment(Advantage advantage, int power) implements Signal {
    public AdvantageMoment {
      if (power < 1) throw new IllegalArgumentException("power = " + power + ", must be >= 1");
    }

    @Override
    public Set<String> teachers() {
      return advantage.teachers();
    }

    @Override
    public Tensor of(Tensor policy, Map<String, Tensor> teachers, Tensor target) {
      Tensor a = advantage.of(teachers);
      Tensor product = get(teachers, advantage.base()).exp();
      for (int i = 0; i < power; i++) product = product.mul(a);
      return product.sum(-1, false);
    }

    @Override
    public double of(double[] policy, Map<String, double[]> teachers, int target) {
      double[] base = get(teachers, advantage.base());
      double sum = 0;
      for (int a = 0; a < base.length; a++)
        sum += Math.exp(base[a]) * Math.pow(advantage.of(teachers, a), power);
      return sum;
    }
  }

  /** A teacher's part of a map that must have it. */
  static <T> T get(Map<String, T> teachers, String name) {
    T found = teachers.get(name);
    if (found == null) throw new IllegalArgumentException("no teacher is called " + name);
    return found;
  }

  private static double kl(double[] from, double[] to) {
    double sum = 0;
    for (int a = 0; a < from.length; a++) sum += Math.exp(from[a]) * (from[a] - to[a]);
    return sum;
  }
}
