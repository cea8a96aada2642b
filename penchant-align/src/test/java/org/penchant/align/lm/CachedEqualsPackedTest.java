package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.TensorScope;

class CachedEqualsPackedTest {
  @ParameterizedTest
  @EnumSource(Tiny.class)
  void stepsOfUnequalRowsGiveTheHiddenStatesOfWholeSequences(Tiny tiny) {
    var random = new Seeds(2).stream("cache/" + tiny);
    int[][] ids = {
      random.ints(9, 0, Tiny.VOCABULARY).toArray(), random.ints(12, 0, Tiny.VOCABULARY).toArray()
    };
    int[] prompts = {3, 5};
    try (var model = tiny.model(9);
        var _ = GradMode.disabled();
        var scope = TensorScope.open()) {
      var builder = new Packing.Builder();
      for (int r = 0; r < 2; r++) builder.add(ids[r], 0, prompts[r], Packing.ROOT);
      var packing = builder.build();
      var recorder =
          new KvCache.Recorder(new PackedAttention(model.config(), packing, model.type()));
      model.hidden(packing.tokens(), packing.positions(), recorder);
      var cache = KvCache.of(model.config(), model.type(), packing, recorder, new int[] {1, 0, 1});
      for (int step = 0; step < 6; step++) {
        if (step == 3) cache.select(new int[] {1, 2});
        int[] rows = step < 3 ? new int[] {1, 0, 1} : new int[] {0, 1};
        long[] tokens = new long[rows.length];
        for (int i = 0; i < rows.length; i++) tokens[i] = ids[rows[i]][prompts[rows[i]] + step];
        long[] positions = cache.positions();
        cache.reserve();
        cache.begin();
        var hidden = model.hidden(tokens, positions, cache);
        for (int i = 0; i < rows.length; i++) {
          int length = prompts[rows[i]] + step + 1;
          var whole = model.hidden(Lm.alone(java.util.Arrays.copyOf(ids[rows[i]], length)));
          assertThat(hidden.narrow(0, i, 1).toDoubles())
              .containsExactly(whole.narrow(0, length - 1, 1).toDoubles(), within(1e-5));
        }
      }
    }
  }
}
