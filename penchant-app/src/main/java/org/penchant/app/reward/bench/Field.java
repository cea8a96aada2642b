package org.penchant.app.reward.bench;

import java.util.List;
import java.util.Locale;

/** What a column of a benchmark can mean, with the names it usually has. */
public enum Field {
  ID("id", "pair_id", "question_id", "idx"),
  PROMPT("prompt", "question", "instruction"),
  INPUT("input"),
  QUESTION("question"),
  REFERENCES("references", "documents", "context"),
  CHOSEN("chosen", "chosen_response"),
  REJECTED("rejected", "rejected_response"),
  CHOSEN_MODEL("chosen_model"),
  REJECTED_MODEL("rejected_model"),
  RESPONSE("response", "completion"),
  FIRST("response_a", "response_A", "response_1", "response1", "first"),
  SECOND("response_b", "response_B", "response_2", "response2", "second"),
  LABEL("label", "winner", "preference"),
  FIRST_VOTES("votes_a", "votes_1", "first_votes"),
  SECOND_VOTES("votes_b", "votes_2", "second_votes"),
  VOTES("votes", "annotations", "preferences"),
  GROUP("section", "scenario", "source", "domain", "category"),
  SUBSET("subset");

  private final List<String> names;

  Field(String... names) {
    this.names = List.of(names);
  }

  /** The names it usually has, the first found is taken. */
  public List<String> names() {
    return names;
  }

  /** Its name in options. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
