package org.penchant.data.votes;

import java.util.List;
import java.util.Locale;

/** What a column of a file of votes means; the names are the ones the field uses. */
public enum VoteColumn {
  /** The item shown first; its names stand in the order of those of {@link #SECOND}. */
  FIRST(
      "model_a", "left", "x", "i", "home.team", "first", "item_a", "player_a", "option_a", "home"),
  SECOND(
      "model_b",
      "right",
      "y",
      "j",
      "away.team",
      "second",
      "item_b",
      "player_b",
      "option_b",
      "away"),
  /** Who won, as a {@link Verdict} or by name; beside {@link #LOSER} the winner's name. */
  WINNER("winner", "verdict"),
  LOSER("loser"),
  /** How far the first won, in [0, 1]. */
  OUTCOME("outcome", "score", "probability"),
  /** How often the first won; whole. */
  FIRST_WINS("w_ij", "home.wins", "wins_a", "first_wins"),
  SECOND_WINS("w_ji", "away.wins", "wins_b", "second_wins"),
  TIES("t_ij", "ties", "draws"),
  /** How many votes a row stands for; whole. */
  TIMES("freq", "count", "n", "times"),
  /** How much a vote counts; finite, 0 or more. */
  WEIGHT("weight"),
  ANNOTATOR("annotator", "judge", "worker", "rater", "annotator_id", "judge_id", "worker_id"),
  /** Votes that depend on each other, such as those on one prompt. */
  GROUP("group", "prompt_id", "question_id", "prompt", "question"),
  TURN("turn"),
  LANGUAGE("language", "lang"),
  /** When it was given: numbers, or text that sorts as time does. */
  TIME("time", "timestamp", "tstamp");

  private final List<String> usual;

  VoteColumn(String... usual) {
    this.usual = List.of(usual);
  }

  /** The names looked for unless an option names another. */
  public List<String> usual() {
    return usual;
  }

  /** The name in options and messages. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
