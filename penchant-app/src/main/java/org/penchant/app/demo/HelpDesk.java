package org.penchant.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.penchant.core.preference.Content;
import org.penchant.core.seam.Scorer;

/**
 * A world whose truth is known: customers write to a help desk, and agents answer with an opening,
 * an action and a closing. Each phrase has a utility; naming the customer's own thing adds to it.
 */
public final class HelpDesk implements Scorer {
  private static final List<String> THINGS =
      List.of("kettle", "lamp", "radio", "chair", "bicycle", "clock", "toaster", "camera");
  private static final List<String> TROUBLES =
      List.of(
          "is broken",
          "arrived late",
          "makes a strange noise",
          "has the wrong colour",
          "stopped working today",
          "is missing a part");
  private static final Map<String, Double> OPENINGS =
      Map.of(
          "i am sorry to hear that .", 1.0,
          "thank you for telling us .", 1.0,
          "we have read your letter .", 0.0,
          "that is not our fault .", -1.0,
          "you must have broken it .", -1.5);
  private static final Map<String, Double> ACTIONS =
      Map.of(
          "we will send you a new THING today .", 2.0,
          "please send the THING back and we will repair it .", 1.5,
          "someone may look at the THING next month .", 0.0,
          "there is nothing we can do .", -1.5,
          "buy another THING .", -1.0);
  private static final Map<String, Double> CLOSINGS =
      Map.of(
          "have a nice day .", 0.5,
          "with kind regards .", 0.5,
          "goodbye .", 0.0,
          "do not write again .", -1.0);
  private static final double OWN_THING = 0.5;
  private static final String PROMPT = "customer : my %s %s . agent :";

  /** A customer's letter, up to where the agent answers. */
  public String prompt(RandomGenerator random) {
    return String.format(
        java.util.Locale.ROOT,
        PROMPT,
        THINGS.get(random.nextInt(THINGS.size())),
        TROUBLES.get(random.nextInt(TROUBLES.size())));
  }

  /** An answer of random manners; one in eight is about another thing than the customer's. */
  public String answer(String prompt, RandomGenerator random) {
    String own = thing(prompt);
    String named = random.nextInt(8) == 0 ? THINGS.get(random.nextInt(THINGS.size())) : own;
    return " "
        + pick(OPENINGS, random)
        + " "
        + pick(ACTIONS, random).replace("THING", named)
        + " "
        + pick(CLOSINGS, random);
  }

  /**
   * The sum of the utilities of the phrases in an answer; words that form no phrase count nothing.
   */
  @Override
  public double score(Content prompt, Content response) {
    String text = response.plain();
    double total = 0;
    for (var phrases : List.of(OPENINGS, ACTIONS, CLOSINGS))
      for (var phrase : phrases.entrySet())
        for (String thing : THINGS) {
          String said = phrase.getKey().replace("THING", thing);
          if (!text.contains(said)) continue;
          total += phrase.getValue();
          if (phrase.getKey().contains("THING") && prompt.plain().contains(" " + thing + " "))
            total += OWN_THING;
          if (!phrase.getKey().contains("THING")) break;
        }
    return total;
  }

  /** Every word of the world, in order. */
  public List<String> words() {
    var words = new TreeSet<String>();
    var texts = new ArrayList<>(THINGS);
    texts.addAll(TROUBLES);
    texts.addAll(OPENINGS.keySet());
    texts.addAll(ACTIONS.keySet());
    texts.addAll(CLOSINGS.keySet());
    texts.add(PROMPT.replace("%s", ""));
    for (String text : texts)
      for (String word : text.split("\\s+")) if (!word.equals("THING")) words.add(word);
    return List.copyOf(words);
  }

  private static String thing(String prompt) {
    return THINGS.stream().filter(t -> prompt.contains(" " + t + " ")).findFirst().orElseThrow();
  }

  private static String pick(Map<String, Double> phrases, RandomGenerator random) {
    return phrases.keySet().stream().sorted().toList().get(random.nextInt(phrases.size()));
  }
}
