package org.penchant.eval.bench;

import java.util.List;
import org.penchant.core.seam.Scorer;
import org.penchant.eval.bench.BenchItem.Pair;

/**
 * Whether a reward model looks at the documents at all.
 *
 * @param changed answers whose score changes when the documents are taken from the prompt
 * @param answers all of pairs whose documents can be taken away
 */
public record Grounding(long changed, long answers) {
  /** Scores every answer with and without its documents. */
  public static Grounding of(List<Pair> pairs, Scorer scorer) {
    long changed = 0;
    long answers = 0;
    for (var pair : pairs) {
      if (!pair.grounded()) continue;
      double[] with = scorer.scores(pair.prompt(), pair.answers());
      double[] without = scorer.scores(pair.question(), pair.answers());
      answers += with.length;
      for (int i = 0; i < with.length; i++) if (with[i] != without[i]) changed++;
    }
    return new Grounding(changed, answers);
  }

  /** No score changes: the model is blind to documents, whatever its accuracy. */
  public boolean ungrounded() {
    return answers > 0 && changed == 0;
  }
}
