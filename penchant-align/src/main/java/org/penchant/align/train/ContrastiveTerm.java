package org.penchant.align.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.penchant.align.reward.RewardPass;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.meta.InfoNce;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * A contrastive loss on what the last map reads, added to the loss of rows: two views of each
 * feature, made by dropping numbers of the trunk's input, should find each other among all of the
 * pass (arXiv 2401.06080). Its gradient reaches all that makes the features. Metric {@code
 * contrastive}.
 */
public final class ContrastiveTerm implements StepPart {
  private final Settings settings;
  private final Seeds seeds;
  private long step;
  private int passes;
  private double loss;

  /** What is contrasted. */
  public enum Of {
    /** The feature of the chosen less that of the rejected. */
    PAIR,
    /** The feature of every response. */
    ANSWER
  }

  /**
   * How.
   *
   * @param weight beta of the term, at least 0
   * @param loss with its temperature
   * @param dropout share of numbers dropped in each view, in (0, 1)
   * @param of what is contrasted
   */
  public record Settings(double weight, InfoNce loss, double dropout, Of of) {
    public Settings {
      if (!(weight >= 0 && Double.isFinite(weight)))
        throw new IllegalArgumentException("weight = " + weight + ", must be finite, at least 0");
      if (!(dropout > 0 && dropout < 1))
        throw new IllegalArgumentException("dropout = " + dropout + ", must be in (0, 1)");
    }

    /** Weight 0.1, temperature 0.05, dropout 0.1, on pairs. */
    public static Settings defaults() {
      return new Settings(0.1, InfoNce.defaults(), 0.1, Of.PAIR);
    }

    public Settings withWeight(double beta) {
      return new Settings(beta, loss, dropout, of);
    }

    public Settings withOf(Of what) {
      return new Settings(weight, loss, dropout, what);
    }
  }

  public ContrastiveTerm(Settings settings, Seeds seeds) {
    this.settings = settings;
    this.seeds = seeds;
  }

  @Override
  public void begin(long taken) {
    step = taken;
    passes = 0;
    loss = 0;
  }

  @Override
  public Optional<Tensor> added(RewardPass pass, List<RewardRow> rows, double share) {
    var random = seeds.stream("contrast/" + step + "/" + passes++);
    Tensor one = view(pass, rows, random);
    Tensor two = view(pass, rows, random);
    if (one.size(0) == 0) return Optional.empty();
    var found = settings.loss().of(matrix(one), matrix(two));
    double factor = settings.weight() * share;
    loss += share * found.loss();
    return Optional.of(
        one.mul(slopes(found.first(), factor))
            .sum()
            .add(two.mul(slopes(found.second(), factor)).sum()));
  }

  /** Features with numbers of their input dropped, [N, d] F64. */
  private Tensor view(RewardPass pass, List<RewardRow> rows, RandomGenerator random) {
    Tensor phi = pass.hidden(input -> input.mul(mask(input, random))).to(DType.F64);
    var first = new ArrayList<Long>();
    var second = new ArrayList<Long>();
    for (int i = 0; i < rows.size(); i++) {
      int items = rows.get(i).items().length;
      if (settings.of() == Of.ANSWER) for (int k = 0; k < items; k++) first.add(pass.last(i, k));
      else if (items == 2 && rows.get(i).items()[0] != rows.get(i).items()[1]) {
        first.add(pass.last(i, 0));
        second.add(pass.last(i, 1));
      }
    }
    Tensor picked = phi.indexSelect(0, index(first));
    return settings.of() == Of.ANSWER ? picked : picked.sub(phi.indexSelect(0, index(second)));
  }

  private static Tensor index(List<Long> at) {
    return Tensor.of(at.stream().mapToLong(v -> v).toArray());
  }

  /** 0 where dropped, else 1 / (1 - rate). */
  private Tensor mask(Tensor input, RandomGenerator random) {
    float[] kept = new float[Math.toIntExact(input.elements())];
    float scale = (float) (1 / (1 - settings.dropout()));
    for (int i = 0; i < kept.length; i++)
      kept[i] = random.nextDouble() < settings.dropout() ? 0 : scale;
    return Tensor.of(kept, input.shape());
  }

  private static double[][] matrix(Tensor features) {
    double[] flat = features.detach().toDoubles();
    int width = (int) features.size(1);
    double[][] rows = new double[(int) features.size(0)][];
    for (int i = 0; i < rows.length; i++)
      rows[i] = java.util.Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    return rows;
  }

  private static Tensor slopes(double[][] by, double factor) {
    double[] flat = new double[by.length * by[0].length];
    for (int i = 0; i < by.length; i++)
      for (int j = 0; j < by[i].length; j++) flat[i * by[i].length + j] = factor * by[i][j];
    return Tensor.of(flat, by.length, by[0].length);
  }

  @Override
  public void report(Map<String, Double> metrics) {
    metrics.put("contrastive", loss);
  }
}
