package org.penchant.rank.judge.factor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.penchant.core.preference.Content;

/**
 * Choices between texts turned into choices between sets of factors.
 *
 * @param empty choices left out because a text is empty
 * @param identical choices left out because both texts are the same
 */
public record FactorAnnotation(FactorJudgements judgements, int empty, int identical) {
  /** A text chosen over another, both from one source. */
  public record Choice(Content source, Content winner, Content loser) {}

  /** Annotates with every extractor; their factors must have different names. */
  public static FactorAnnotation of(List<Choice> choices, List<FactorExtractor> extractors) {
    var factors = extractors.stream().flatMap(e -> e.factors().stream()).toList();
    if (new HashSet<>(factors).size() != factors.size())
      throw new IllegalArgumentException("a factor stands twice in " + factors);
    var judgements = new ArrayList<FactorJudgements.Judgement>();
    int empty = 0;
    int identical = 0;
    for (var choice : choices) {
      if (choice.winner().plain().isBlank() || choice.loser().plain().isBlank()) empty++;
      else if (choice.winner().plain().equals(choice.loser().plain())) identical++;
      else
        judgements.add(
            new FactorJudgements.Judgement(
                factors(choice.source(), choice.winner(), extractors),
                factors(choice.source(), choice.loser(), extractors)));
    }
    return new FactorAnnotation(FactorJudgements.of(factors, judgements), empty, identical);
  }

  private static Set<String> factors(
      Content source, Content text, List<FactorExtractor> extractors) {
    var all = new HashSet<String>();
    for (var extractor : extractors) all.addAll(extractor.of(source, text));
    return all;
  }

  /**
   * How an annotator's factor compares with a person's on the same texts.
   *
   * @param both texts that have it by both
   * @param annotatorOnly by the annotator alone
   * @param personOnly by the person alone
   * @param neither by neither
   */
  public record Confusion(
      String factor, int both, int annotatorOnly, int personOnly, int neither) {}

  /** One confusion a factor, over texts annotated twice. */
  public static List<Confusion> check(
      List<String> factors, List<Set<String>> annotator, List<Set<String>> person) {
    if (annotator.size() != person.size())
      throw new IllegalArgumentException(
          annotator.size() + " texts by the annotator, " + person.size() + " by the person");
    var all = new ArrayList<Confusion>();
    for (String factor : factors) {
      var counts = new int[4];
      for (int t = 0; t < person.size(); t++)
        counts[
            (annotator.get(t).contains(factor) ? 0 : 2)
                + (person.get(t).contains(factor) ? 0 : 1)]++;
      all.add(new Confusion(factor, counts[0], counts[1], counts[2], counts[3]));
    }
    return all;
  }
}
