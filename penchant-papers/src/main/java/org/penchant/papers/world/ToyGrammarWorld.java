package org.penchant.papers.world;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Provenance;
import org.penchant.core.random.Seeds;
import org.penchant.core.seam.Generator;
import org.penchant.core.seam.Judge;
import org.penchant.core.seam.Scorer;

/**
 * Requests and answers from a small grammar, with a utility that is known: small enough to train a
 * tiny transformer on, readable enough to see what it learned.
 *
 * <p>A prompt is "the guest asks for tea ."; an answer is opening, promise, thing and closing, such
 * as "of course , i will bring the tea , thank you ." Words are separated by single spaces. Utility
 * is 1 for a polite opening, 1 for a promise, 1 for naming the thing that was asked for, 1 for a
 * polite closing, -1 for each rude part; text outside the grammar gets the same credit for the
 * parts it has, and -1 if it does not end with a full stop.
 *
 * @param politeness probability that a sampled part is the polite one
 * @param consistency probability that a sampled answer names the thing that was asked for
 */
public record ToyGrammarWorld(double politeness, double consistency) {
  private static final List<String> PEOPLE =
      List.of("the guest", "the child", "the driver", "the doctor", "a student", "a neighbour");
  private static final List<String> ASKS = List.of("asks for", "wants", "would like");
  private static final List<String> THINGS =
      List.of("tea", "coffee", "water", "bread", "soup", "the bill", "a map", "a chair");
  private static final List<String> KIND = List.of("of course ,", "gladly ,", "with pleasure ,");
  private static final List<String> CURT = List.of("fine ,", "what now ,", "again ,");
  private static final List<String> PROMISES = List.of("i will bring", "here is", "i will find");
  private static final List<String> REFUSALS = List.of("get yourself", "nobody has", "forget");
  private static final List<String> THANKS =
      List.of(", thank you .", ", enjoy .", ", have a good day .");
  private static final List<String> NOTHING = List.of(".", ", hurry up .", ", go away .");

  public ToyGrammarWorld {
    if (!(politeness >= 0 && politeness <= 1 && consistency >= 0 && consistency <= 1))
      throw new IllegalArgumentException(
          "politeness = " + politeness + ", consistency = " + consistency + ", must be in [0, 1]");
  }

  /** Polite in half of its parts, to the point in half of its answers. */
  public static ToyGrammarWorld defaults() {
    return new ToyGrammarWorld(0.5, 0.5);
  }

  public ToyGrammarWorld withPoliteness(double value) {
    return new ToyGrammarWorld(value, consistency);
  }

  public ToyGrammarWorld withConsistency(double value) {
    return new ToyGrammarWorld(politeness, value);
  }

  /** Every prompt of the grammar. */
  public static List<Content> prompts() {
    var all = new ArrayList<Content>();
    for (String who : PEOPLE)
      for (String asks : ASKS)
        for (String thing : THINGS) all.add(Content.of(who + " " + asks + " " + thing + " ."));
    return all;
  }

  /** Every word that prompts and answers can hold, in a fixed order. */
  public static List<String> vocabulary() {
    var words = new LinkedHashSet<String>();
    Stream.of(
            PEOPLE, ASKS, THINGS, KIND, CURT, PROMISES, REFUSALS, THANKS, NOTHING, List.of("the ."))
        .flatMap(List::stream)
        .forEach(part -> words.addAll(List.of(part.split(" "))));
    return List.copyOf(words);
  }

  /** An answer sampled from the grammar. */
  public Content sample(Content prompt, RandomGenerator random) {
    String asked = asked(prompt);
    String thing = random.nextDouble() < consistency ? asked : one(THINGS, random);
    return Content.of(
        String.join(
            " ",
            part(KIND, CURT, random),
            part(PROMISES, REFUSALS, random),
            definite(thing),
            part(THANKS, NOTHING, random)));
  }

  /** The grammar as a generator; sampling is that of stream "answers". */
  public Generator generator(Seeds seeds) {
    var random = seeds.stream("answers");
    return (prompts, samples) ->
        prompts.stream()
            .map(p -> Stream.generate(() -> sample(p, random)).limit(samples).toList())
            .toList();
  }

  /** The true utility of an answer. */
  public static Scorer utility() {
    return (prompt, response) -> {
      String text = " " + response.plain().strip() + " ";
      double score = side(text, KIND, CURT) + side(text, PROMISES, REFUSALS);
      score += holds(text, THANKS) ? 1 : holds(text, NOTHING.subList(1, NOTHING.size())) ? -1 : 0;
      if (text.contains(" " + definite(asked(prompt)) + " ")) score++;
      if (!text.endsWith(" . ")) score--;
      return score;
    };
  }

  /**
   * Labelled pairs: prompts in turn, two differing answers each, labelled by the judge; pairs it
   * calls ties are drawn again.
   */
  public List<Comparison> pairs(int count, Judge judge, Seeds seeds) {
    var random = seeds.stream("pairs");
    var prompts = prompts();
    int[] order = Seeds.permutation(prompts.size(), random);
    var all = new ArrayList<Comparison>(count);
    while (all.size() < count) {
      var prompt = prompts.get(order[all.size() % order.length]);
      var a = sample(prompt, random);
      var b = sample(prompt, random);
      if (a.equals(b)) continue;
      var feedback = judge.judge(prompt, List.of(Candidate.response(a), Candidate.response(b)));
      if (!(feedback instanceof Feedback.Pairwise vote)
          || vote.outcome() == Outcome.TIE
          || vote.outcome() == Outcome.BOTH_BAD) continue;
      boolean first = vote.outcome() == Outcome.FIRST;
      all.add(
          Comparison.pair(
              prompt, first ? a : b, first ? b : a, Provenance.made("toy grammar", all.size())));
    }
    return all;
  }

  private String part(List<String> polite, List<String> rude, RandomGenerator random) {
    return one(random.nextDouble() < politeness ? polite : rude, random);
  }

  private static double side(String text, List<String> good, List<String> bad) {
    return (holds(text, good) ? 1 : 0) - (holds(text, bad) ? 1 : 0);
  }

  private static boolean holds(String text, List<String> parts) {
    return parts.stream().anyMatch(part -> text.contains(" " + part + " "));
  }

  private static String asked(Content prompt) {
    String text = prompt.plain();
    return THINGS.stream()
        .filter(thing -> text.contains(" " + thing + " "))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'" + text + "' is not a prompt of the grammar"));
  }

  /** "tea" and "a map" become "the tea" and "the map". */
  private static String definite(String thing) {
    return thing.startsWith("the ") ? thing : "the " + thing.replaceFirst("^a ", "");
  }

  private static String one(List<String> of, RandomGenerator random) {
    return of.get(random.nextInt(of.size()));
  }
}
