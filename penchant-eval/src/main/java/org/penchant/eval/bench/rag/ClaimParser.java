package org.penchant.eval.bench.rag;

import java.util.HashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penchant.core.preference.Content;
import org.penchant.core.seam.Scorer;

/**
 * Checks claims "attribute of entity is value [k]" against the documents cited: +1 if every cited
 * document states the claim exactly, else -1, and -1 more if it contradicts the majority of
 * documents on the entity's attribute; averaged over claims. A refusal scores +1 if no document is
 * about the entity asked for, else -1. An answer with neither scores -1, and so does a claim
 * without a citation.
 */
public record ClaimParser() implements Scorer {
  private static final Pattern CLAIM =
      Pattern.compile("(\\w+) of (\\w+) is (\\w+)((?: \\[\\d+])*)");
  private static final Pattern CITED = Pattern.compile("\\[(\\d+)]");
  private static final Pattern ENTITY = Pattern.compile("e\\d+");

  @Override
  public double score(Content prompt, Content response) {
    var read = RagPrompt.of(prompt);
    String answer = response.plain();
    if (answer.contains(RagCorpus.REFUSAL)) return refusal(read);
    double sum = 0;
    int claims = 0;
    for (Matcher claim = CLAIM.matcher(answer); claim.find(); claims++)
      sum += claim(claim, read.documents());
    return claims == 0 ? -1 : sum / claims;
  }

  private static double refusal(RagPrompt prompt) {
    Matcher entity = ENTITY.matcher(prompt.question());
    if (!entity.find()) return -1;
    String about = entity.group() + " ";
    return prompt.documents().stream().noneMatch(d -> d.startsWith(about)) ? 1 : -1;
  }

  private static double claim(Matcher claim, List<String> documents) {
    String about = claim.group(2) + " " + claim.group(1) + " is ";
    String stated = about + claim.group(3);
    int cited = 0;
    boolean supported = true;
    for (Matcher at = CITED.matcher(claim.group(4)); at.find(); cited++) {
      String number = at.group(1);
      // More digits than any list of documents has places.
      int k = number.length() > 9 ? 0 : Integer.parseInt(number);
      supported &= k >= 1 && k <= documents.size() && documents.get(k - 1).equals(stated);
    }
    var counts = new HashMap<String, Integer>();
    for (String document : documents)
      if (document.startsWith(about)) counts.merge(document, 1, Integer::sum);
    int own = counts.getOrDefault(stated, 0);
    boolean contradicted = counts.values().stream().anyMatch(n -> n > own);
    return (cited > 0 && supported ? 1 : -1) - (contradicted ? 1 : 0);
  }
}
