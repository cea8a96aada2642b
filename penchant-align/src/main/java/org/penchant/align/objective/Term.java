package org.penchant.align.objective;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penchant.core.explain.Explanation;
import org.penchant.core.problems.Problems;
import org.penchant.torch.tensor.Tensor;

/** A summand of an objective: a loss for every row. */
public sealed interface Term
    permits Term.Preference, Term.Nll, Listwise, Stepwide, Rationale, Degree, TokenSignal {
  /** The loss of one row with its reasons; the value is the scalar form of the term. */
  Explanation explain(Row row);

  /** The losses of all rows, [B], differentiable. */
  Tensor of(Batch batch);

  Set<Need> needs();

  /** Where its scores come from, if it compares responses. */
  default Optional<Reward> scored() {
    return Optional.empty();
  }

  /** Reports what this row's columns do not allow. */
  default void check(Row row, String place, Problems problems) {}

  default double of(Row row) {
    return explain(row).value();
  }

  /**
   * coefficient * weight * noise(link, sign * contrast(r_w, r_l) - offset).
   *
   * @param coefficient the term's share in the objective
   * @param weight of a row; multiplies its loss, cut from differentiation
   */
  record Preference(
      double coefficient,
      Reward reward,
      Structure structure,
      Contrast contrast,
      Coefficient offset,
      Link link,
      Noise noise,
      Coefficient weight)
      implements Term {
    public Preference {
      Require.finite("coefficient", coefficient);
    }

    @Override
    public Optional<Reward> scored() {
      return Optional.of(reward);
    }

    /** DPO with beta 0.1: what a composition starts from. */
    public static Preference defaults() {
      return new Preference(
          1,
          Reward.LogRatio.defaults(),
          new Structure.LabelledPairs(),
          new Contrast.Difference(),
          Coefficient.ZERO,
          new Link.Logistic(),
          new Noise.None(),
          Coefficient.ONE);
    }

    @Override
    public Explanation explain(Row row) {
      double a = reward.of(row.first());
      double b = structure.against(row, reward);
      double sign = structure.sign(row);
      double temper = structure.temper(row.context());
      double contrasted = temper * sign * contrast.of(a, b, row);
      double delta = offset.of(row);
      double u = contrasted - delta;
      double w = weight.of(row);
      double phi = noise.of(link, u, row);
      return Explanation.of(
          "preference",
          coefficient * w * phi,
          coefficient + " * weight * loss",
          Explanation.of("weight", w, weight.toString()),
          Explanation.of(
              "loss",
              phi,
              link + " of u, noise " + noise,
              Explanation.of(
                  "u",
                  u,
                  "contrast - offset",
                  Explanation.of(
                      "contrast",
                      contrasted,
                      contrast
                          + (sign < 0 ? ", label bad: sign -1" : "")
                          + (temper == 1 ? "" : ", tempered by " + temper),
                      Explanation.of("first", a, reward.toString()),
                      Explanation.of("second", b, structure.toString())),
                  Explanation.of("offset", delta, offset.toString())),
              Explanation.of("slope", noise.slope(link, u, row), "d loss / d u")));
    }

    /** The argument u of the link, [B]. */
    public Tensor argument(Batch batch) {
      Tensor scores = reward.of(batch);
      Tensor u =
          contrast.of(batch.ofFirst(scores), structure.against(batch, reward, scores), batch);
      if (structure.unpaired()) u = u.mul(structure.sign(batch));
      double temper = structure.temper(batch.context());
      if (temper != 1) u = u.mul(temper);
      return offset.equals(Coefficient.ZERO) ? u : u.sub(offset.of(batch));
    }

    @Override
    public Tensor of(Batch batch) {
      Tensor loss = noise.of(link, argument(batch), batch);
      if (!weight.equals(Coefficient.ONE)) loss = loss.mul(weight.of(batch));
      return coefficient == 1 ? loss : loss.mul(coefficient);
    }

    /** What varies from row to row and should be watched: weights, factors and offsets, [B]. */
    Map<String, Tensor> varying(Batch batch) {
      var values = new LinkedHashMap<String, Tensor>();
      if (!(weight instanceof Coefficient.Constant)) values.put("weight", weight.of(batch));
      if (!(offset instanceof Coefficient.Constant)) values.put("offset", offset.of(batch));
      if (contrast instanceof Contrast.Shifted shifted)
        values.put("factor", shifted.factor().of(batch));
      return values;
    }

    @Override
    public Set<Need> needs() {
      return Needs.union(
          reward.needs(),
          structure.needs(),
          contrast.needs(),
          offset.needs(),
          noise.needs(),
          weight.needs());
    }

    @Override
    public void check(Row row, String place, Problems problems) {
      contrast.check(row, place, problems);
      offset.check(row, place, problems);
      noise.check(row, place, problems);
      weight.check(row, place, problems);
    }
  }

  /**
   * -coefficient log pi(y|x) of the best (chosen, or only) response, summed or averaged over its
   * tokens: supervised fine-tuning, and the imitation term of RPO (arXiv 2405.16436), CPO and ORPO.
   *
   * @param contrasts multiplies it by (n - 1)^2 for n candidates, as PRO does (arXiv 2306.17492)
   */
  record Nll(double coefficient, Reward.Length length, boolean contrasts) implements Term {
    public Nll {
      Require.notNegative("coefficient", coefficient);
    }

    /** The plain imitation term. */
    public static Nll defaults() {
      return new Nll(1, Reward.Length.SUM, false);
    }

    private double factor(int responses) {
      return contrasts ? coefficient * (responses - 1.0) * (responses - 1) : coefficient;
    }

    @Override
    public Explanation explain(Row row) {
      double value = length.of(row.best().logp(), row.best().length());
      double factor = factor(row.responses().size());
      return Explanation.of(
          "nll",
          -factor * value,
          "-" + factor + " * log-probability of the chosen, " + length,
          Explanation.of("log-probability", value, ""));
    }

    @Override
    public Tensor of(Batch batch) {
      Tensor chosen = batch.ofBest(length.of(batch.sums(), batch));
      if (!contrasts) return chosen.mul(-coefficient);
      double[] factors = new double[batch.rows()];
      for (int i = 0; i < factors.length; i++) factors[i] = -factor(batch.members()[i].length);
      return chosen.mul(Tensor.of(factors));
    }

    @Override
    public Set<Need> needs() {
      return Set.of();
    }
  }
}
