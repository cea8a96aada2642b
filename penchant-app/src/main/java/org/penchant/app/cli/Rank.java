package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.rank.Leaderboard;
import org.penchant.app.rank.LeaderboardReport;
import org.penchant.app.rank.RankData;
import org.penchant.app.rank.RankJob;
import org.penchant.app.rank.RankMethod;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.eval.report.Report;
import org.penchant.eval.report.ReportFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ranks items by votes on pairs of them, by orders, or by scores. */
@Command(
    name = "rank",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a leaderboard: ratings, their intervals, places, and what the data can bear.",
      "Reads votes (CSV, TSV, JSONL, JSON, Parquet), orders (PrefLib, CSV, JSON) and tables of"
          + " scores; plain, gzip or zstd.",
      "Writes OUT/leaderboard.csv and .json, and OUT/report.html, .md and .json."
    })
public final class Rank implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private RankDataOptions input = new RankDataOptions();

  @Mixin private RankMethodOptions method = new RankMethodOptions();

  @Mixin private IntervalOptions intervals = new IntervalOptions();

  @Option(
      names = "--largest",
      description = "Keep the largest component only, where votes do not connect all items.")
  private boolean largest;

  @Option(names = "--seed", defaultValue = "0", paramLabel = "SEED", description = "Root seed.")
  private long seed;

  @Option(names = "--out", paramLabel = "FOLDER", description = "Where the leaderboard goes.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Prints the leaderboard as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    input.check();
    intervals.check();
    var way = method.method(input.covariates(), input.kind());
    if (largest && !(way instanceof RankMethod.Choice) && !(way instanceof RankMethod.Pairs))
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--largest",
          "",
          "is for pairs, and " + way.label() + " takes whole orders",
          "give a --penalty instead");
    var line = Objects.requireNonNull(spec).commandLine();
    var problems = new Problems();
    var data = input.read(keep(way), problems);
    var errors = intervals.errors(way, data);
    var job = new RankJob(way, errors, intervals.confidence(), largest, out != null);
    var board = job.run(data, new Seeds(seed).child("rank"), problems);
    for (var warning : problems.warnings()) line.getErr().println("warning: " + warning);
    line.getErr().flush();
    var printed = line.getOut();
    if (json) printed.print(Json.pretty(board.data()));
    else print(board, data);
    if (out != null) write(board, out);
    printed.flush();
    return ExitCode.OK.code();
  }

  private Set<Keep> keep(RankMethod way) {
    var keep = EnumSet.noneOf(Keep.class);
    keep.addAll(intervals.keep());
    if (way.ordered()) keep.add(Keep.ORDER);
    if (way.annotated()) keep.add(Keep.ANNOTATOR);
    if (way.grouped()) keep.add(Keep.GROUP);
    return keep;
  }

  private void print(Leaderboard board, RankData data) {
    var printed = Objects.requireNonNull(spec).commandLine().getOut();
    printed.println(data.size() + " items; " + board.standings().method());
    board.notes().forEach(note -> printed.println("note: " + note));
    printed.print(board.text());
  }

  private void write(Leaderboard board, Path folder) throws IOException {
    AtomicFiles.write(folder.resolve("leaderboard.csv"), board.csv());
    AtomicFiles.write(folder.resolve("leaderboard.json"), Json.pretty(board.data()));
    var page =
        ReportFiles.write(
            new Report(
                "Leaderboard",
                board.standings().method() + ", of " + input.files() + ".",
                LeaderboardReport.sections(board)),
            folder);
    if (!json) Objects.requireNonNull(spec).commandLine().getOut().println("report: " + page);
  }
}
