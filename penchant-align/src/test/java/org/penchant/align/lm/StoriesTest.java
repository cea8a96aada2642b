package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penchant.torch.tensor.TensorScope;

/** Known answers of EXPECTED.md beside the model. */
class StoriesTest {
  static final int[] LILY = {
    1, 403, 407, 261, 378, 432, 383, 286, 261, 376, 298, 315, 421, 395, 317, 426
  };
  static final int[] BALL = {
    1, 317, 286, 393, 329, 429, 412, 425, 372, 311, 357, 298, 412, 360, 311, 261, 370, 352, 266,
    268, 388, 426
  };

  @Test
  void logProbabilitiesAreThePublishedOnes() throws Exception {
    long before = TensorScope.liveTensors();
    try (var model = ModelFolder.load(Stories.folder(), Optional.empty());
        var scope = TensorScope.open()) {
      assertThat(Lm.logProbability(model, LILY, 1).item()).isCloseTo(-1.502060, within(1e-4));
      assertThat(Lm.logProbability(model, BALL, 1).item()).isCloseTo(-36.662722, within(1e-4));
    }
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }
}
