package org.penchant.eval.bench.rag;

import java.util.Arrays;
import java.util.HashSet;
import org.penchant.core.preference.Content;
import org.penchant.core.seam.Scorer;

/** The share of an answer's words, citations among them, that stand in the documents. */
public record DocumentOverlap() implements Scorer {
  @Override
  public double score(Content prompt, Content response) {
    var known = new HashSet<String>();
    for (String document : RagPrompt.of(prompt).documents())
      known.addAll(Arrays.asList(document.split("\\s+")));
    String[] words = response.plain().strip().split("\\s+");
    return Arrays.stream(words).filter(known::contains).count() / (double) words.length;
  }
}
