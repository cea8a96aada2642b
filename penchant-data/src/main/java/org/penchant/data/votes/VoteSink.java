package org.penchant.data.votes;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.Vote;
import org.penchant.data.read.FileFacts;
import org.penchant.data.read.TableSink;
import org.penchant.data.read.TextRow;
import org.penchant.data.votes.VoteSummary.VoteFile;

/** Takes the rows of one file: recognises how votes are laid out and passes them on. */
final class VoteSink implements TableSink {
  private final VoteOptions options;
  private final Set<VoteColumn> extra;
  private final Problems problems;
  private final Consumer<Vote> votes;
  private final TreeMap<String, String> read = new TreeMap<>();
  private final LinkedHashSet<String> ignored = new LinkedHashSet<>();
  private final TimeOrder order;
  private @Nullable VoteForm form;
  private @Nullable RowVotes parser;
  private boolean hopeless;
  private long rows;
  private long leftOut;

  /**
   * @param extra columns read where they are there, beside those that say who won
   */
  VoteSink(VoteOptions options, Set<VoteColumn> extra, Problems problems, Consumer<Vote> votes) {
    this.options = options;
    this.extra = extra;
    this.problems = problems;
    this.votes = votes;
    this.order = new TimeOrder(problems);
  }

  @Override
  public List<Integer> columns(String place, List<String> header) {
    parser = null;
    if (hopeless) return List.of();
    var layout = VoteLayout.of(place, header, options, extra, problems);
    hopeless = layout.isEmpty() && form == null;
    if (layout.isEmpty()) return List.of();
    VoteForm own = layout.get().form();
    if (form == null) form = own;
    if (form != own) {
      problems.error(
          place,
          own.columns(),
          "all rows of a file must have the columns of the first, " + form.columns(),
          "split the file");
      return List.of();
    }
    read.putAll(layout.get().read(options.covariates()));
    ignored.addAll(layout.get().ignored(header));
    parser = new RowVotes(layout.get(), options, problems);
    return layout.get().wanted();
  }

  @Override
  public void row(TextRow row) {
    RowVotes own = parser;
    if (own == null) return;
    if (own.leavesOut(row)) {
      leftOut += row.times();
      return;
    }
    own.time(row).ifPresent(time -> order.next(row, time));
    rows += row.times();
    own.read(row, votes);
  }

  /** The file's summary, once it was read to its end. */
  Optional<VoteFile> summary(FileFacts facts) {
    if (form == null) return Optional.empty();
    return Optional.of(new VoteFile(facts, form, rows, leftOut, read, List.copyOf(ignored)));
  }
}
