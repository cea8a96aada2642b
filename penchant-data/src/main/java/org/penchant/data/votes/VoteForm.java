package org.penchant.data.votes;

import static org.penchant.data.votes.VoteColumn.FIRST;
import static org.penchant.data.votes.VoteColumn.FIRST_WINS;
import static org.penchant.data.votes.VoteColumn.LOSER;
import static org.penchant.data.votes.VoteColumn.OUTCOME;
import static org.penchant.data.votes.VoteColumn.SECOND;
import static org.penchant.data.votes.VoteColumn.SECOND_WINS;
import static org.penchant.data.votes.VoteColumn.WINNER;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A way of laying votes out in columns; recognised in the order of the constants. */
public enum VoteForm {
  /** Two items and how often each won, perhaps with ties. */
  COUNTS(FIRST, SECOND, FIRST_WINS, SECOND_WINS),
  /** Two items and who won. */
  VERDICT(FIRST, SECOND, WINNER),
  /** Two items and how far the first won. */
  SOFT(FIRST, SECOND, OUTCOME),
  /** The winner and the loser. */
  BEATEN(WINNER, LOSER);

  private final List<VoteColumn> required;

  VoteForm(VoteColumn... required) {
    this.required = List.of(required);
  }

  /** The form whose columns are all there. */
  static Optional<VoteForm> recognise(Set<VoteColumn> columns) {
    return Stream.of(values()).filter(form -> columns.containsAll(form.required)).findFirst();
  }

  /** What is missing of the form that lacks least, in words. */
  static List<String> lacking(Set<VoteColumn> columns) {
    var nearest =
        Stream.of(values())
            .filter(form -> form.required.stream().anyMatch(columns::contains))
            .min(Comparator.comparingInt(form -> form.missing(columns).size()));
    return nearest
        .map(form -> form.missing(columns).stream().map(VoteColumn::key).toList())
        .orElse(VERDICT.required.stream().map(VoteColumn::key).toList());
  }

  private List<VoteColumn> missing(Set<VoteColumn> columns) {
    return required.stream().filter(column -> !columns.contains(column)).toList();
  }

  /** Whether the column bears on what a row of this form says. */
  boolean reads(VoteColumn column) {
    return switch (column) {
      case TIES -> this == COUNTS;
      case TIMES -> this != COUNTS;
      case WEIGHT -> true;
      default -> required.contains(column);
    };
  }

  /** Its columns, for messages. */
  String columns() {
    return String.join(", ", required.stream().map(VoteColumn::key).toList());
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
