package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.reward.TextStates;
import org.penchant.align.reward.relevance.Encoder;
import org.penchant.app.job.LoadedModel;
import org.penchant.app.job.ModelText;
import org.penchant.torch.tensor.TensorScope;

/**
 * A language model as an encoder of sentences: the mean of its last hidden states. Texts are
 * remembered; what lies beyond the model's context is not read.
 */
final class ModelEncoder implements Encoder, AutoCloseable {
  private final LoadedModel loaded;
  private final String identity;
  private final Map<String, double[]> known = new ConcurrentHashMap<>();

  private ModelEncoder(LoadedModel loaded, String identity) {
    this.loaded = loaded;
    this.identity = identity;
  }

  /** Opens a model's folder. */
  static ModelEncoder open(Path folder) throws IOException {
    return new ModelEncoder(
        LoadedModel.load(folder, Optional.empty(), Optional.empty(), true),
        "mean of hidden states, " + ModelText.weights(folder) + ModelText.digest(folder));
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public double[] encode(String text) {
    return known.computeIfAbsent(text, this::read);
  }

  private double[] read(String text) {
    int[] all = loaded.text().tokenizer().encode(text).ids();
    int n = Math.min(all.length, loaded.text().context() - 1);
    if (n == 0) return new double[loaded.model().config().hidden()];
    // The state that predicts token t + 1 is that at token t.
    var sequence = TokenSequence.trainingFrom(Arrays.copyOf(Arrays.copyOf(all, n), n + 1), 1);
    try (var scope = TensorScope.open()) {
      var states =
          new TextStates(loaded.model(), List.of(sequence), false, n + 1, false)
              .forward(List.of(new int[] {0}), false)
              .states();
      return mean(states.toDoubles(), n);
    }
  }

  private static double[] mean(double[] states, int positions) {
    double[] mean = new double[states.length / positions];
    for (int i = 0; i < states.length; i++) mean[i % mean.length] += states[i] / positions;
    return mean;
  }

  @Override
  public void close() {
    loaded.close();
  }
}
