package org.penchant.rank.basis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.core.seam.Generator;

/**
 * Has a model say why responses were chosen, name categories, and choose by a category without
 * being told what was chosen. Reasons are inferred after the choice and may rationalise it: the
 * last is their control.
 *
 * @param writer a local model or one behind an endpoint
 * @param chat whether questions are dialogues; else plain text that ends in "Answer:"
 */
public record ReasonWriter(Generator writer, boolean chat) {
  /** Reasons of decided pairs; empty where the model gave none. */
  public List<Optional<Reason>> reasons(List<Comparison> pairs) {
    var asked = new ArrayList<String>();
    for (var pair : pairs) {
      int chosen = pair.candidates().indexOf(pair.chosen());
      asked.add(
          shown(pair)
              + "\n\nA person preferred response "
              + (chosen == 0 ? "A" : "B")
              + ". Say why in three lines:\nReason: the preference in two to five words"
              + "\nDetails: what in the responses shows it, in a sentence"
              + "\nTopic: the topic of the prompt in one to three words");
    }
    return answers(asked).stream().map(Reason::parse).toList();
  }

  /** Names of categories, one for each list of phrases; empty where the model gave none. */
  public List<Optional<String>> names(List<List<String>> phrases) {
    var asked = new ArrayList<String>();
    for (var members : phrases)
      asked.add(
          "These reasons for preferring a response belong together:\n- "
              + String.join("\n- ", members)
              + "\n\nName what they share in two to five words, and write nothing else.");
    return answers(asked).stream()
        .map(text -> text.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst())
        .toList();
  }

  /**
   * Whether the model, who is not told what was chosen, chooses the same by a category. Each pair
   * is shown in both orders.
   *
   * @param categories a name for each pair
   * @return the share of both answers that agree with the choice; NaN where none can be read
   */
  public double[] agreements(List<Comparison> pairs, List<String> categories) {
    var asked = new ArrayList<String>();
    for (int i = 0; i < pairs.size(); i++)
      for (boolean swapped : new boolean[] {false, true})
        asked.add(
            shown(swapped ? swapped(pairs.get(i)) : pairs.get(i))
                + "\n\nWhich response is better with regard to this alone: "
                + categories.get(i)
                + "? Answer with one letter, A or B.");
    var said = answers(asked);
    double[] agree = new double[pairs.size()];
    for (int i = 0; i < agree.length; i++) {
      boolean first = pairs.get(i).candidates().indexOf(pairs.get(i).chosen()) == 0;
      double right = 0;
      int read = 0;
      for (int order = 0; order < 2; order++) {
        var letter = letter(said.get(2 * i + order));
        if (letter.isEmpty()) continue;
        read++;
        if (letter.get() == (first == (order == 0))) right++;
      }
      agree[i] = read == 0 ? Double.NaN : right / read;
    }
    return agree;
  }

  /** Whether an answer begins with A, not B. */
  private static Optional<Boolean> letter(String answer) {
    String word = answer.strip().replaceFirst("^\\W+", "").toUpperCase(Locale.ROOT);
    if (word.matches("(?s)A\\b.*")) return Optional.of(true);
    return word.matches("(?s)B\\b.*") ? Optional.of(false) : Optional.empty();
  }

  private static Comparison swapped(Comparison pair) {
    return pair.withCandidates(
        List.of(pair.candidates().getLast(), pair.candidates().getFirst()), pair.feedback());
  }

  private static String shown(Comparison pair) {
    return "Prompt:\n"
        + pair.prompt().plain()
        + "\n\nResponse A:\n"
        + pair.candidates().getFirst().content().plain()
        + "\n\nResponse B:\n"
        + pair.candidates().getLast().content().plain();
  }

  private List<String> answers(List<String> questions) {
    var contents =
        questions.stream()
            .map(q ->
                chat ? Content.of(List.of(new Message("user", q))) : Content.of(q + "\n\nAnswer:"))
            .toList();
    return writer.generate(contents, 1).stream()
        .map(all -> all.isEmpty() ? "" : all.getFirst().plain())
        .toList();
  }
}
