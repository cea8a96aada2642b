package org.penchant.data.read;

import java.util.List;
import java.util.Locale;

/** What a column means; the names are the ones the field uses, the first being the common one. */
public enum Column {
  PROMPT("prompt"),
  CHOSEN("chosen"),
  REJECTED("rejected"),
  COMPLETION("completion", "response"),
  /** Good or bad: true or false, 1 or 0. */
  LABEL("label"),
  RESPONSES("responses"),
  /** The steps of the only reply, one line of text each. */
  COMPLETIONS("completions"),
  /** For each step whether it is right: true or false, or a number in [0, 1]. */
  LABELS("labels"),
  /** For each response its place, 1 the best; equal ranks tie; null where it was not ranked. */
  RANKS("ranks"),
  /** For each response its score, or dimensions of such lists; null where a score is missing. */
  SCORES("scores", "ratings"),
  /** Of two responses: first, second, tie or both_bad. */
  OUTCOME("outcome"),
  /** The score of the only completion, or an object of named scores. */
  RATING("rating"),
  TEXT("text"),
  MESSAGES("messages"),
  MARGIN("margin"),
  /** Finite, 0 or more. */
  WEIGHT("weight"),
  ANNOTATOR("annotator"),
  TIME("time"),
  RATIONALE("rationale"),
  /** How sure the preference is, in [0, 1]. */
  STRENGTH("strength"),
  CHOSEN_RATING("chosen_rating", "score_chosen"),
  REJECTED_RATING("rejected_rating", "score_rejected"),
  /** Share of raters that preferred the chosen reply, in [0, 1]. */
  ALPHA("alpha"),
  TOOLS("tools"),
  CHAT_TEMPLATE_KWARGS("chat_template_kwargs"),
  /** What the prompt asks for, one object a constraint; read by the steps of curation. */
  CONSTRAINTS("constraints"),
  /** How responses were judged with tools: {@code {answer, steps, work}}, one object a response. */
  TRACES("traces"),
  /** What the row was made of: {@code {from: [{file, row}], steps: [text]}}; others are ignored. */
  PROVENANCE("provenance");

  private final List<String> usual;

  Column(String... usual) {
    this.usual = List.of(usual);
  }

  /** The names looked for unless an option names another. */
  public List<String> usual() {
    return usual;
  }

  /** The name in options, messages and {@code Comparison.columns}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
