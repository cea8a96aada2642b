package org.penchant.align.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.HiddenSums;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.TokenSequence;

/**
 * Prompts as vectors: the mean of a model's hidden states over the tokens of the prompt, after the
 * final norm. Computed once, by the policy that training starts from.
 */
public final class PromptEmbeddings {
  private PromptEmbeddings() {}

  /** The rows with embeddings of their prompts. */
  public static List<Example> of(CausalLm model, List<Example> rows, int maxTokens) {
    var prompts = rows.stream().map(row -> List.of(prompt(row.sequences().getFirst()))).toList();
    var found = new ArrayList<Example>();
    for (var run : PackedBatch.split(prompts, maxTokens))
      for (var states : HiddenSums.of(model, PackedBatch.of(run))) {
        double[] mean = Arrays.stream(states.sum()).map(v -> v / states.length()).toArray();
        found.add(with(rows.get(found.size()), mean));
      }
    return found;
  }

  /** The row with a given embedding. */
  public static Example with(Example row, double[] embedding) {
    var extras = row.extras();
    return row.withExtras(extras.withEmbedding(embedding));
  }

  /** The prompt and the response's first token, which its last state predicts. */
  private static TokenSequence prompt(TokenSequence sequence) {
    int first = sequence.trains().nextSetBit(0);
    return TokenSequence.trainingFrom(Arrays.copyOf(sequence.ids(), first + 1), 1);
  }
}
