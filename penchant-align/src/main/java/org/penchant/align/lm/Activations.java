package org.penchant.align.lm;

import org.penchant.torch.tensor.Tensor;

/** What a forward pass left behind: its hidden states, and the way back to the parameters. */
public interface Activations {
  /** Hidden states after the final norm, [N, D]; rows may follow that are none of the packing's. */
  Tensor output();

  /**
   * Adds the loss's gradients to the parameters of the body; call it once, in the scope of the
   * forward pass.
   *
   * @param gradient d loss / d output, [N, D]
   */
  void backward(Tensor gradient);

  /** Those of a pass whose graph libtorch recorded: fastest, all intermediates in memory. */
  static Activations recorded(Tensor output) {
    return new Activations() {
      @Override
      public Tensor output() {
        return output;
      }

      @Override
      public void backward(Tensor gradient) {
        if (output.requiresGrad()) output.backward(gradient);
      }
    };
  }
}
