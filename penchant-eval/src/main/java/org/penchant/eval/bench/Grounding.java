package org.penchant.eval.bench;

import java.util.List;
import org.penchant.core.seam.Scorer;
import org.penchant.eval.bench.BenchItem.Pair;

/**
 * Whether a reward model looks at the documents at all.
 *
 * @param changed answers whose score changes when the documents are taken from the prompt
 * @param answers all of pairs with documents
 */
public record Grounding(long changed, long answers) {
  /** Scores every answer with and without its documents. */
  public static Grounding of(List<Pair> pairs, Scorer scorer) {
    long changed = 0;
    long answers = 0;
    for (var pair : pairs) {
      if (pair.references().isEmpty()) continue;
      for (var answer : List.of(pair.chosen(), pair.rejected())) {
        answers++;
        if (scorer.score(pair.prompt(), answer) != scorer.score(pair.question(), answer)) changed++;
      }
    }
    return new Grounding(changed, answers);
  }

  /** No score changes: the model is blind to documents, whatever its accuracy. */
  public boolean ungrounded() {
    return answers > 0 && changed == 0;
  }
}
