package org.penchant.align.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penchant.align.objective.Objective;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.mix.HeadGradient;
import org.penchant.align.reward.mix.SourceWeights;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * Several data sets in one training: every step takes as many rows of each, and minimises sum_t
 * lambda_t L_t, L_t the mean loss of set t's rows (arXiv 2312.07401). Metrics {@code lambda/NAME}
 * and, unless all weigh alike, {@code loss/NAME}.
 */
public final class WeighedSources implements StepPart, AutoCloseable {
  private final List<String> names;
  private final int[] source;
  private final SourceWeights how;
  private final SourceWeights.Mixer mixer;
  private final Optional<Tensor> memory;
  private double[] weights = {};
  private double[] losses = {};

  /**
   * @param names of the sets
   * @param source of every row, a place in {@code names}
   * @param how sets are weighed
   * @param parameters of the head's last map, whose gradients are remembered
   * @throws IllegalArgumentException if there are fewer than two sets, or one has no rows
   */
  public WeighedSources(List<String> names, int[] source, SourceWeights how, int parameters) {
    this.names = List.copyOf(names);
    this.source = source.clone();
    this.how = how;
    this.mixer = how.mixer();
    if (names.size() < 2)
      throw new IllegalArgumentException(names.size() + " sources, must be two or more");
    for (int s = 0; s < names.size(); s++)
      if (rowsOf(s).length == 0)
        throw new IllegalArgumentException("source " + names.get(s) + " has no rows");
    this.memory =
        how instanceof SourceWeights.Equal
            ? Optional.empty()
            : Optional.of(TensorScope.free(Tensor.zeros(DType.F64, names.size(), parameters)));
  }

  private int[] rowsOf(int s) {
    return IntStream.range(0, source.length).filter(i -> source[i] == s).toArray();
  }

  /** Rows of each set a step: the batch divided, rounded up. */
  @Override
  public Optional<Batches> batches(TrainOptions options) {
    int share = (options.batchSize() + names.size() - 1) / names.size();
    int[][] rows = IntStream.range(0, names.size()).mapToObj(this::rowsOf).toArray(int[][]::new);
    return Optional.of(new SourceBatches(rows, share, new Seeds(options.seed())));
  }

  @Override
  public List<RewardRow> weighed(int[] numbers, List<RewardRow> rows, HeadGradients gradients) {
    int n = names.size();
    if (how instanceof SourceWeights.Equal) {
      weights = mixer.weights(new double[n][0], new double[n]);
      return rows;
    }
    var found = gradients.ofRows();
    double[][] byHead = new double[n][];
    losses = new double[n];
    for (int s = 0; s < n; s++) {
      int set = s;
      var mean =
          HeadGradient.mean(
              IntStream.range(0, numbers.length)
                  .filter(i -> source[numbers[i]] == set)
                  .mapToObj(found::get)
                  .toList());
      losses[s] = mean.loss();
      byHead[s] = mean.gradient();
    }
    weights = mixer.weights(byHead, losses);
    memory.ifPresent(kept -> keep(kept, mixer.memory()));
    var weighed = new ArrayList<RewardRow>(rows.size());
    for (int i = 0; i < numbers.length; i++)
      weighed.add(times(rows.get(i), n * weights[source[numbers[i]]]));
    return weighed;
  }

  private static RewardRow times(RewardRow row, double factor) {
    var columns = new HashMap<>(row.columns());
    columns.put(Objective.ROW_WEIGHT, columns.getOrDefault(Objective.ROW_WEIGHT, 1.0) * factor);
    return row.withColumns(columns);
  }

  private static void keep(Tensor kept, double[][] memory) {
    try (var scope = TensorScope.open()) {
      double[] flat = Arrays.stream(memory).flatMapToDouble(Arrays::stream).toArray();
      kept.copyInPlace(Tensor.of(flat, kept.shape()));
    }
  }

  @Override
  public void report(Map<String, Double> metrics) {
    for (int s = 0; s < names.size(); s++) {
      metrics.put("lambda/" + names.get(s), weights[s]);
      if (losses.length > 0) metrics.put("loss/" + names.get(s), losses[s]);
    }
  }

  @Override
  public Map<String, Tensor> state() {
    return memory.map(kept -> Map.of("sources.memory", kept)).orElse(Map.of());
  }

  @Override
  public void restored() {
    memory.ifPresent(kept -> {
      double[] flat = kept.toDoubles();
      int width = flat.length / names.size();
      double[][] rows = new double[names.size()][];
      for (int s = 0; s < rows.length; s++)
        rows[s] = Arrays.copyOfRange(flat, s * width, (s + 1) * width);
      mixer.resume(rows);
    });
  }

  @Override
  public void close() {
    memory.ifPresent(Tensor::close);
  }
}
