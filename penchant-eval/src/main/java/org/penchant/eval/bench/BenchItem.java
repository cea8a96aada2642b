package org.penchant.eval.bench;

import java.util.List;
import java.util.stream.Stream;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Outcome;

/** One question of a benchmark. */
public sealed interface BenchItem {
  /** Where it stands, in words a user can find it by. */
  String id();

  /** The section, scenario or source whose accuracy is reported. */
  String group();

  Content prompt();

  /** All answers, in the order in which scores of the item stand. */
  List<Content> answers();

  /** The same under another id. */
  BenchItem withId(String other);

  /**
   * A labelled pair.
   *
   * @param subset of the group; the group itself where there is none
   * @param question the prompt without its references; the prompt where there are none or it is not
   *     known
   * @param references documents that the prompt holds
   * @param chosenModel who wrote the chosen answer; may be empty
   * @param rejectedModel who wrote the rejected one; may be empty
   */
  record Pair(
      String id,
      String group,
      String subset,
      Content prompt,
      Content question,
      List<String> references,
      Content chosen,
      Content rejected,
      String chosenModel,
      String rejectedModel)
      implements BenchItem {
    public Pair {
      references = List.copyOf(references);
    }

    /** Whether the references can be taken away: the question alone is another prompt. */
    public boolean grounded() {
      return !references.isEmpty() && !question.equals(prompt);
    }

    /** Without references and authors. */
    public static Pair of(
        String id, String group, String subset, Content prompt, Content chosen, Content rejected) {
      return new Pair(id, group, subset, prompt, prompt, List.of(), chosen, rejected, "", "");
    }

    @Override
    public List<Content> answers() {
      return List.of(chosen, rejected);
    }

    @Override
    public Pair withId(String other) {
      return new Pair(
          other,
          group,
          subset,
          prompt,
          question,
          references,
          chosen,
          rejected,
          chosenModel,
          rejectedModel);
    }

    /** Chosen and rejected swapped. */
    public Pair swapped() {
      return new Pair(
          id,
          group,
          subset,
          prompt,
          question,
          references,
          rejected,
          chosen,
          rejectedModel,
          chosenModel);
    }
  }

  /**
   * A right and a wrong answer in three styles: concise, detailed as plain text, detailed in
   * Markdown.
   */
  record Styles(
      String id, String group, Content prompt, List<Content> chosen, List<Content> rejected)
      implements BenchItem {
    public Styles {
      chosen = List.copyOf(chosen);
      rejected = List.copyOf(rejected);
      if (chosen.size() != 3 || rejected.size() != 3)
        throw new IllegalArgumentException(
            id
                + ": "
                + chosen.size()
                + " chosen and "
                + rejected.size()
                + " rejected, need 3 each");
    }

    @Override
    public List<Content> answers() {
      return Stream.concat(chosen.stream(), rejected.stream()).toList();
    }

    @Override
    public Styles withId(String other) {
      return new Styles(other, group, prompt, chosen, rejected);
    }
  }

  /**
   * Two answers with the votes of several annotators.
   *
   * @param firstVotes for the first, not negative
   * @param secondVotes for the second, not negative, not both 0
   */
  record Votes(
      String id,
      String group,
      Content prompt,
      Content first,
      Content second,
      int firstVotes,
      int secondVotes)
      implements BenchItem {
    public Votes {
      if (firstVotes < 0 || secondVotes < 0 || firstVotes + secondVotes == 0)
        throw new IllegalArgumentException(
            id + ": " + firstVotes + " and " + secondVotes + " votes, must be some");
    }

    @Override
    public List<Content> answers() {
      return List.of(first, second);
    }

    @Override
    public Votes withId(String other) {
      return new Votes(other, group, prompt, first, second, firstVotes, secondVotes);
    }
  }

  /**
   * Two answers of which one is better or neither.
   *
   * @param outcome FIRST, SECOND or TIE
   */
  record Tied(
      String id, String group, Content prompt, Content first, Content second, Outcome outcome)
      implements BenchItem {
    public Tied {
      if (outcome == Outcome.BOTH_BAD)
        throw new IllegalArgumentException(id + ": outcome must be first, second or tie");
    }

    @Override
    public List<Content> answers() {
      return List.of(first, second);
    }

    @Override
    public Tied withId(String other) {
      return new Tied(other, group, prompt, first, second, outcome);
    }
  }
}
