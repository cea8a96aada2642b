package org.penchant.data.votes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTally;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.data.read.TableReader;
import org.penchant.data.votes.VoteSummary.VoteFile;

/**
 * Reads votes on pairs from CSV, TSV, JSON lines, JSON arrays and Parquet, plain, gzip or zstd. How
 * they are laid out is told by the columns, see {@link VoteForm} and {@link VoteColumn}; outcomes
 * by {@link Verdict}. White space around names is no part of them. Nothing is guessed: what breaks
 * a rule is an error that names file and row, and all errors are reported together.
 *
 * @param options how to read
 */
public record VoteReader(VoteOptions options) {
  public static VoteReader defaults() {
    return new VoteReader(VoteOptions.defaults());
  }

  /**
   * Counts the votes of some files; memory grows with the distinct votes. Where their order is
   * kept, a warning tells if it is not that of a column of times.
   *
   * @param files at least one
   * @param problems takes errors and warnings
   * @throws ProblemsException with {@link ExitCode#BAD_DATA} if a file or a row breaks a rule or no
   *     vote is left, with {@link ExitCode#IO} if a file cannot be read
   */
  public Votes read(List<Path> files, Problems problems) {
    var keep = options.keep();
    var tally = new VoteTally(keep, options.covariateNames());
    var extra = EnumSet.noneOf(VoteColumn.class);
    if (keep.contains(Keep.ANNOTATOR)) extra.add(VoteColumn.ANNOTATOR);
    if (keep.contains(Keep.GROUP)) extra.add(VoteColumn.GROUP);
    if (keep.contains(Keep.ORDER)) extra.add(VoteColumn.TIME);
    var summary = stream(files, problems, extra, !keep.contains(Keep.ORDER), tally::add);
    return new Votes(tally.table(), summary);
  }

  /**
   * Passes on the votes of some files in the order of their rows; those that precede an error have
   * been passed on by then. A row of counts gives a vote for each outcome it counts.
   *
   * @throws ProblemsException as {@link #read}
   */
  public VoteSummary forEach(List<Path> files, Problems problems, Consumer<Vote> votes) {
    var extra = EnumSet.of(VoteColumn.ANNOTATOR, VoteColumn.GROUP);
    return stream(files, problems, extra, false, votes);
  }

  private VoteSummary stream(
      List<Path> files,
      Problems problems,
      Set<VoteColumn> extra,
      boolean gather,
      Consumer<Vote> votes) {
    if (files.isEmpty()) throw new IllegalArgumentException("no files to read");
    var reader = new TableReader(options.lineLimit(), gather);
    var counted = new CountedVotes(votes);
    var summaries = new ArrayList<VoteFile>();
    for (Path file : files) {
      var sink = new VoteSink(options, extra, problems, counted);
      reader.read(file, problems, sink).flatMap(sink::summary).ifPresent(summaries::add);
    }
    var summary = new VoteSummary(summaries, counted.counts());
    if (summary.outcomes().total() == 0 && !problems.hasErrors())
      problems.error(
          files.getFirst().toString(),
          summary.rows() == 0 ? "every row is left out" : "every count is 0",
          "no vote is left",
          "choose other rows, or give a file with votes");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return summary;
  }
}
