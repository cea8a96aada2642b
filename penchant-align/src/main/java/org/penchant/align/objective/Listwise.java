package org.penchant.align.objective;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.penchant.core.explain.Explanation;
import org.penchant.core.problems.Problems;
import org.penchant.torch.tensor.Tensor;

/**
 * coefficient * weight * loss(scores, labels) of every row's candidates.
 *
 * @param coefficient the term's share in the objective
 * @param labels what becomes of labels before the loss sees them
 * @param weight of a row, cut from differentiation
 */
public record Listwise(
    double coefficient, Reward reward, ListLoss loss, Scale labels, Coefficient weight)
    implements Term {
  /** What becomes of labels. */
  public enum Scale {
    AS_GIVEN,
    /** (psi - min) / (max - min) of the list; 0 where all are equal. */
    UNIT;

    double[] of(double[] psi) {
      if (this == AS_GIVEN) return psi;
      double least = Arrays.stream(psi).min().orElseThrow();
      double most = Arrays.stream(psi).max().orElseThrow();
      return Arrays.stream(psi)
          .map(v -> most == least ? 0 : (v - least) / (most - least))
          .toArray();
    }
  }

  public Listwise {
    Require.finite("coefficient", coefficient);
  }

  /** RankNet on DPO's implicit rewards. */
  public static Listwise defaults() {
    return new Listwise(
        1, Reward.LogRatio.defaults(), PairwiseList.defaults(), Scale.AS_GIVEN, Coefficient.ONE);
  }

  @Override
  public Optional<Reward> scored() {
    return Optional.of(reward);
  }

  private double[] labels(double[] given, int responses) {
    return labels.of(Labels.of(given, responses));
  }

  @Override
  public Explanation explain(Row row) {
    double[] s = row.responses().stream().mapToDouble(reward::of).toArray();
    double[] psi = labels(row.labels(), s.length);
    var at = loss.at(s, psi, row.context().progress());
    double w = weight.of(row);
    var parts = new Explanation[s.length];
    for (int i = 0; i < s.length; i++)
      parts[i] =
          Explanation.of(
              "response " + (i + 1),
              s[i],
              reward + ", label " + psi[i] + ", d loss / d score " + at.slopes()[i]);
    return Explanation.of(
        "listwise",
        coefficient * w * at.loss(),
        coefficient + " * weight * loss",
        Explanation.of("weight", w, weight.toString()),
        Explanation.of("loss", at.loss(), loss + " of the scores", parts));
  }

  @Override
  public Tensor of(Batch batch) {
    Tensor scores = reward.of(batch);
    double[] values = scores.detach().toDoubles();
    double[] losses = new double[batch.rows()];
    double[][] slopes = new double[losses.length][];
    for (int i = 0; i < losses.length; i++) {
      int[] members = batch.members()[i];
      double[] s = Arrays.stream(members).mapToDouble(m -> values[m]).toArray();
      var at = loss.at(s, labels(batch.labels()[i], s.length), batch.context().progress());
      losses[i] = at.loss();
      slopes[i] = at.slopes();
    }
    Tensor total = Sloped.of(batch, losses, scores, slopes);
    if (!weight.equals(Coefficient.ONE)) total = total.mul(weight.of(batch));
    return coefficient == 1 ? total : total.mul(coefficient);
  }

  @Override
  public Set<Need> needs() {
    return Needs.union(reward.needs(), weight.needs(), Set.of(new Need.Lists()));
  }

  @Override
  public void check(Row row, String place, Problems problems) {
    weight.check(row, place, problems);
    loss.check(labels(row.labels(), row.responses().size()), place, problems);
  }
}
