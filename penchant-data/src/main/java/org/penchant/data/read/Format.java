package org.penchant.data.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A column convention; recognised by its columns, in the order of the constants. */
public enum Format {
  /**
   * A prompt and two replies to it; or an empty list as the prompt and two dialogues, each with a
   * prompt of its own.
   */
  EXPLICIT(Kind.PAIR, Column.PROMPT, Column.CHOSEN, Column.REJECTED),
  /**
   * Two dialogues that begin with the same prompt: texts with {@link #TURN}s, split at the last one
   * of their common beginning, or messages, split where they part.
   */
  IMPLICIT(Kind.PAIR, Column.CHOSEN, Column.REJECTED),
  /** Responses and their ranks: a ranking. */
  RANKED(Kind.LIST, Column.PROMPT, Column.RESPONSES, Column.RANKS),
  /** Responses and their scores: a rating. */
  SCORED(Kind.LIST, Column.PROMPT, Column.RESPONSES, Column.SCORES),
  /** Two responses and an outcome, which may be a tie. */
  VOTE(Kind.PAIR, Column.PROMPT, Column.RESPONSES, Column.OUTCOME),
  /** One reply, good or bad. */
  UNPAIRED(Kind.UNARY, Column.PROMPT, Column.COMPLETION, Column.LABEL),
  /** One reply and its score or scores. */
  RATED(Kind.RATING, Column.PROMPT, Column.COMPLETION, Column.RATING),
  /** One reply in steps, and whether each step is right. */
  STEPWISE(Kind.STEPS, Column.PROMPT, Column.COMPLETIONS, Column.LABELS),
  /** A reply to imitate. */
  COMPLETION(Kind.DEMONSTRATION, Column.PROMPT, Column.COMPLETION),
  /** A dialogue to imitate: the prompt is empty, the dialogue is the only candidate. */
  MESSAGES(Kind.DEMONSTRATION, Column.MESSAGES),
  /** A text to imitate: the prompt is empty, the text is the only candidate. */
  TEXT(Kind.DEMONSTRATION, Column.TEXT);

  /** What rows of a convention say; data of one kind may be read together. */
  public enum Kind {
    /** {@code Feedback.Pairwise} of two candidates. */
    PAIR,
    /** {@code Feedback.Ranking} or {@code Feedback.Rating} of several candidates. */
    LIST,
    /** {@code Feedback.Unary} of one candidate. */
    UNARY,
    /** {@code Feedback.Rating} of one candidate. */
    RATING,
    /** {@code Feedback.Stepwise} of one candidate, a line a step. */
    STEPS,
    /** One candidate to imitate, marked good. */
    DEMONSTRATION
  }

  /** What stands before every reply in a dialogue written as text. */
  public static final String TURN = "\n\nAssistant:";

  private static final List<Column> ANYWHERE =
      List.of(
          Column.MARGIN,
          Column.WEIGHT,
          Column.ANNOTATOR,
          Column.TIME,
          Column.RATIONALE,
          Column.CHOSEN_RATING,
          Column.REJECTED_RATING,
          Column.ALPHA,
          Column.TOOLS,
          Column.CHAT_TEMPLATE_KWARGS,
          Column.CONSTRAINTS,
          Column.TRACES,
          Column.PROVENANCE);

  private final Kind kind;
  private final List<Column> required;

  Format(Kind kind, Column... required) {
    this.kind = kind;
    this.required = List.of(required);
  }

  public Kind kind() {
    return kind;
  }

  public List<Column> required() {
    return required;
  }

  /** The columns that are read where a row has them. */
  Set<Column> read() {
    var read = EnumSet.copyOf(ANYWHERE);
    read.addAll(required);
    if (kind == Kind.PAIR) read.add(Column.STRENGTH);
    return read;
  }

  /** The first convention all of whose columns the row has. */
  static Optional<Format> recognise(ObjectNode fields, ColumnNames names) {
    return Stream.of(values()).filter(f -> f.missing(fields, names).isEmpty()).findFirst();
  }

  /** The convention of whose columns the row has the greatest share. */
  static Optional<Format> nearest(ObjectNode fields, ColumnNames names) {
    Optional<Format> best = Optional.empty();
    double most = 0;
    for (Format format : values()) {
      double n = format.required.size();
      double share = (n - format.missing(fields, names).size()) / n;
      if (share > most) {
        most = share;
        best = Optional.of(format);
      }
    }
    return best;
  }

  List<Column> missing(ObjectNode fields, ColumnNames names) {
    return required.stream().filter(c -> !names.has(c, fields)).toList();
  }

  /** The columns as a user names them. */
  public String columns() {
    return required.stream().map(Column::key).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
