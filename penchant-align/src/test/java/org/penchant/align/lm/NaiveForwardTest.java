package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.TensorScope;

class NaiveForwardTest {
  @ParameterizedTest
  @EnumSource(Tiny.class)
  void logitsEqualThoseOfPlainLoops(Tiny tiny) throws Exception {
    int[] ids = new Seeds(11).stream("ids/" + tiny).ints(12, 0, Tiny.VOCABULARY).toArray();
    try (var model = tiny.model(5);
        var scope = TensorScope.open()) {
      double[][] expected = Naive.logits(tiny.json(), model, ids);
      var logits = model.logits(model.hidden(Lm.alone(ids)));
      for (int t = 0; t < ids.length; t++)
        assertThat(logits.narrow(0, t, 1).toDoubles())
            .as("position %d", t)
            .containsExactly(expected[t], within(1e-4));
    }
  }
}
