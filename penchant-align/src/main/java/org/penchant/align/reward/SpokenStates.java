package org.penchant.align.reward;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.LogProbs;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.TokenSequence;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * A pass whose hidden states are read by a reward head and by the language-model head: one run of
 * the body, one way back. The language-model head sees the states before tokens that train, and no
 * others: elsewhere its gradient is exactly 0.
 */
final class SpokenStates implements States.Forward {
  private final LogProbs pass;
  private final boolean back;
  private final long[] features;
  private final double[] spoken;
  private final Tensor states;

  private SpokenStates(LogProbs pass, boolean back, long[] features, double[] spoken) {
    this.pass = pass;
    this.back = back;
    this.features = features;
    this.spoken = spoken;
    this.states = pass.predictors().indexSelect(0, Tensor.of(features)).to(DType.F32);
  }

  /**
   * Runs the model.
   *
   * @param groups sequences whose trained token marks a state that is read
   * @param trained which tokens of each sequence the language-model head is taught, in order
   */
  static SpokenStates of(
      CausalLm model,
      List<List<TokenSequence>> groups,
      List<BitSet> trained,
      boolean back,
      boolean checkpointing) {
    var both = new ArrayList<List<TokenSequence>>();
    var features = new ArrayList<Long>();
    var spoken = new ArrayList<Double>();
    int at = 0;
    for (var group : groups) {
      var merged = new ArrayList<TokenSequence>();
      for (var sequence : group) {
        var taught = trained.get(at++);
        var all = (BitSet) sequence.trains().clone();
        all.or(taught);
        for (int t = all.nextSetBit(0); t >= 0; t = all.nextSetBit(t + 1)) {
          if (sequence.trains().get(t)) features.add((long) spoken.size());
          spoken.add(taught.get(t) ? 1.0 : 0.0);
        }
        merged.add(new TokenSequence(sequence.ids(), all));
      }
      both.add(merged);
    }
    var batch = PackedBatch.of(both);
    var pass =
        back
            ? LogProbs.training(model, batch, checkpointing, Set.of())
            : LogProbs.of(model, batch, false, Set.of());
    return new SpokenStates(
        pass,
        back,
        features.stream().mapToLong(v -> v).toArray(),
        spoken.stream().mapToDouble(v -> v).toArray());
  }

  @Override
  public Tensor states() {
    return states;
  }

  @Override
  public boolean trains() {
    return back;
  }

  @Override
  public double language() {
    double[] logs = pass.tokens().toDoubles();
    double sum = 0;
    for (int i = 0; i < logs.length; i++) if (spoken[i] > 0) sum -= logs[i];
    return sum;
  }

  @Override
  public void backward(Tensor gradient, double byLanguage) {
    double[] byToken = new double[spoken.length];
    for (int i = 0; i < byToken.length; i++) byToken[i] = -byLanguage * spoken[i];
    Tensor all = Tensor.zeros(DType.F32, pass.predictors().shape());
    pass.backward(
        Tensor.of(byToken, byToken.length),
        Map.of(),
        Optional.of(all.indexAddInPlace(0, Tensor.of(features), gradient)));
  }
}
