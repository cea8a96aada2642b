package org.penchant.data.lint;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.data.read.ReadRow;
import org.penchant.data.read.RowFault;

/**
 * A row and what several checks ask of it.
 *
 * @param faults what the reader kept it in spite of
 * @param part what it is for
 * @param prompt stands for the prompt
 * @param candidates stand for the candidates, in their order
 * @param replies the last reply of each candidate
 * @param lengths Unicode code points of the replies
 */
public record LintRow(
    Comparison comparison,
    Set<RowFault> faults,
    Part part,
    Fingerprint prompt,
    List<Fingerprint> candidates,
    List<String> replies,
    List<Integer> lengths) {
  public LintRow {
    faults = Set.copyOf(faults);
    candidates = List.copyOf(candidates);
    replies = List.copyOf(replies);
    lengths = List.copyOf(lengths);
  }

  /** What data are for. */
  public enum Part {
    TRAIN,
    EVAL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static LintRow of(ReadRow read, Part part, Fingerprints prints) {
    Comparison row = read.comparison();
    boolean parts = read.faults().contains(RowFault.PREFIX_MISMATCH);
    List<Content> contents = row.candidates().stream().map(Candidate::content).toList();
    List<String> replies = contents.stream().map(c -> Texts.lastReply(c, parts)).toList();
    return new LintRow(
        row,
        read.faults(),
        part,
        prints.of(row.prompt()),
        contents.stream().map(prints::of).toList(),
        replies,
        replies.stream().map(reply -> reply.codePointCount(0, reply.length())).toList());
  }

  /** The index of the preferred candidate of a decided pair. */
  int chosen() {
    return comparison.chosen() == comparison.candidates().getFirst() ? 0 : 1;
  }
}
