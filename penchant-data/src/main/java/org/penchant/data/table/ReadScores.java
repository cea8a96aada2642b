package org.penchant.data.table;

import java.util.List;
import org.penchant.core.votes.ScoreTable;
import org.penchant.data.read.FileFacts;

/**
 * Scores that were read.
 *
 * @param table of all systems and tasks
 * @param file what was read
 * @param system the column of the systems' names
 * @param columns the columns of scores; one with two numbers a cell is two tasks
 * @param flipped the columns whose scores changed their sign
 * @param ignored the columns not read
 */
public record ReadScores(
    ScoreTable table,
    FileFacts file,
    String system,
    List<String> columns,
    List<String> flipped,
    List<String> ignored) {
  public ReadScores {
    columns = List.copyOf(columns);
    flipped = List.copyOf(flipped);
    ignored = List.copyOf(ignored);
  }
}
