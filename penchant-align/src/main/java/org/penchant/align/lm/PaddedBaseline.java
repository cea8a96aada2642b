package org.penchant.align.lm;

import java.util.List;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * The plain way to log-probabilities: every sequence padded to the longest, prompts computed once
 * per response, logits at every position. Kept as the yardstick that {@link LogProbs} is tested and
 * measured against; models train with it in worlds alone, whose many sequences of a few tokens it
 * serves in one call.
 */
public final class PaddedBaseline {
  private PaddedBaseline() {}

  /**
   * log p(y|x) of every sequence, [S], differentiable.
   *
   * @param sequences any number of any lengths
   */
  public static Tensor sums(Transformer model, List<TokenSequence> sequences) {
    int rows = sequences.size();
    int longest = sequences.stream().mapToInt(TokenSequence::length).max().orElseThrow();
    long[] tokens = new long[rows * longest];
    long[] positions = new long[tokens.length];
    long[] targets = new long[tokens.length];
    float[] mask = new float[tokens.length];
    for (int s = 0; s < rows; s++) {
      var sequence = sequences.get(s);
      for (int t = 0; t < longest; t++) {
        int at = s * longest + t;
        positions[at] = t;
        if (t < sequence.length()) tokens[at] = sequence.ids()[t];
        if (t + 1 < sequence.length()) {
          targets[at] = sequence.ids()[t + 1];
          mask[at] = sequence.trains().get(t + 1) ? 1 : 0;
        }
      }
    }
    Tensor hidden = hidden(model, tokens, positions, rows);
    Tensor logp = model.logits(hidden).to(DType.F32).logSoftmax(-1);
    return logp.gather(1, Tensor.of(targets, targets.length, 1))
        .reshape(rows, longest)
        .mul(Tensor.of(mask, rows, longest))
        .sum(1, false);
  }

  /**
   * Hidden states after the final norm of sequences of one length, [rows length, D],
   * differentiable. What follows a sequence's own tokens does not reach them.
   *
   * @param tokens row by row, padded behind with any token
   */
  public static Tensor hidden(Transformer model, long[] tokens, int rows) {
    int length = tokens.length / rows;
    long[] positions = new long[tokens.length];
    for (int at = 0; at < positions.length; at++) positions[at] = at % length;
    return hidden(model, tokens, positions, rows);
  }

  private static Tensor hidden(Transformer model, long[] tokens, long[] positions, int rows) {
    return model.hidden(tokens, positions, new Padded(model.config(), rows));
  }

  /** Causal attention of a padded batch: padding comes last, so no real token sees it. */
  private record Padded(ModelConfig config, int rows) implements Attention {
    Padded {
      if (config.layers().stream().anyMatch(layer -> layer.window() > 0)
          || config.attentionCap() > 0)
        throw new IllegalArgumentException("the plain way knows plain causal attention only");
    }

    @Override
    public Tensor attend(int layer, Tensor q, Tensor k, Tensor v) {
      Tensor out = Attention.scores(config, heads(q), heads(k), heads(v), null, true);
      long[] shape = out.shape();
      return out.transpose(1, 2).reshape(shape[0] * shape[2], shape[1] * shape[3]);
    }

    private Tensor heads(Tensor x) {
      long[] shape = x.shape();
      return x.reshape(rows, shape[0] / rows, shape[1], shape[2]).transpose(1, 2);
    }
  }
}
