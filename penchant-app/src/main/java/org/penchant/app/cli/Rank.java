package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.rank.Leaderboard;
import org.penchant.app.rank.LeaderboardReport;
import org.penchant.app.rank.RankJob;
import org.penchant.app.rank.RankMethod;
import org.penchant.app.rank.RankMethods;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.data.votes.VoteReader;
import org.penchant.eval.report.Report;
import org.penchant.eval.report.ReportFiles;
import org.penchant.rank.choice.Cluster;
import org.penchant.rank.choice.Errors;
import org.penchant.rank.choice.Penalty;
import org.penchant.rank.rating.Scale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ranks items by votes on pairs of them. */
@Command(
    name = "rank",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a leaderboard of votes: ratings, their intervals, places, and what the votes can bear.",
      "Reads votes as CSV, TSV, JSONL, JSON or Parquet, plain, gzip or zstd.",
      "Writes OUT/leaderboard.csv and .json, and OUT/report.html, .md and .json."
    })
public final class Rank implements Callable<Integer> {
  /** Where the uncertainty comes from. */
  enum Ci {
    SANDWICH,
    BOOTSTRAP,
    HESSIAN,
    NONE
  }

  /** What becomes of votes that both items are bad. */
  enum BothBad {
    TIE,
    DROP
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "VOTES", description = "Files of votes.")
  private List<Path> files = List.of();

  @Option(
      names = "--method",
      defaultValue = "bradley-terry",
      paramLabel = "METHOD",
      description =
          "bradley-terry, rao-kupper, davidson, thurstone, plackett-luce, lsr, elo, elo-averaged,"
              + " newman, rank-centrality, pagerank, eigenvector, counting, win-rate, or a part as"
              + " YAML (default: ${DEFAULT-VALUE}).")
  private String method = "bradley-terry";

  @Option(
      names = "--penalty",
      defaultValue = "none",
      paramLabel = "PENALTY",
      description =
          "Of a choice model: none, firth, ridge, virtual-opponent, or with a strength as YAML,"
              + " {ridge: {strength: 0.1}} (default: ${DEFAULT-VALUE}).")
  private String penalty = "none";

  @Option(
      names = "--order-effect",
      description = "Whether standing first (at home) is an effect of a choice model.")
  private boolean order;

  @Option(
      names = "--scale",
      defaultValue = "elo",
      paramLabel = "natural|elo|worth",
      description =
          "Unit of a choice model: log-odds, 1000 + 400 / ln 10 x log-odds, worths of sum 1, or as"
              + " YAML {elo: {base: 0, points: 400}} (default: ${DEFAULT-VALUE}).")
  private String scale = "elo";

  @Option(
      names = "--ci",
      defaultValue = "sandwich",
      paramLabel = "sandwich|bootstrap|hessian|none",
      description = "Where intervals come from; choice models only (default: ${DEFAULT-VALUE}).")
  private Ci ci = Ci.SANDWICH;

  @Option(
      names = "--cluster",
      defaultValue = "vote",
      paramLabel = "vote|annotator|group",
      description = "Which votes may depend on each other (default: ${DEFAULT-VALUE}).")
  private Cluster cluster = Cluster.VOTE;

  @Option(
      names = "--confidence",
      defaultValue = "0.95",
      paramLabel = "SHARE",
      description = "Of intervals (default: ${DEFAULT-VALUE}).")
  private double confidence;

  @Option(
      names = "--resamples",
      defaultValue = "400",
      paramLabel = "N",
      description = "Of the bootstrap (default: ${DEFAULT-VALUE}).")
  private int resamples;

  @Option(
      names = "--both-bad",
      defaultValue = "tie",
      paramLabel = "tie|drop",
      description = "Votes that both are bad: ties, or left out (default: ${DEFAULT-VALUE}).")
  private BothBad bothBad = BothBad.TIE;

  @Option(
      names = "--largest",
      description = "Keep the largest component only, where votes do not connect all items.")
  private boolean largest;

  @Option(names = "--seed", defaultValue = "0", paramLabel = "SEED", description = "Root seed.")
  private long seed;

  @Mixin private VoteFileOptions columns = new VoteFileOptions();

  @Option(names = "--out", paramLabel = "FOLDER", description = "Where the leaderboard goes.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Prints the leaderboard as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var way = way();
    var line = Objects.requireNonNull(spec).commandLine();
    var problems = new Problems();
    var read = new VoteReader(columns.read(keep(way))).read(files, problems);
    var votes = bothBad == BothBad.DROP ? withoutBothBad(read.table()) : read.table();
    var job = new RankJob(way, errors(way), confidence, largest, out != null);
    var board = job.run(votes, new Seeds(seed).child("rank"), problems);
    for (var warning : problems.warnings()) line.getErr().println(warning);
    line.getErr().flush();
    var printed = line.getOut();
    if (json) printed.print(Json.pretty(board.data()));
    else print(board, read.summary().rows());
    if (out != null) write(board, out);
    printed.flush();
    return ExitCode.OK.code();
  }

  private RankMethod way() {
    var problems = new Problems();
    if (!(confidence > 0 && confidence < 1))
      problems.error("--confidence", confidence, "must be in (0, 1)", "for example 0.95");
    if (resamples < 20)
      problems.error("--resamples", resamples, "must be at least 20", "400 is usual");
    problems.throwIfErrors(ExitCode.USAGE);
    var way =
        RankMethods.parse(
            method,
            RankMethods.part("--penalty", penalty, Penalty.class),
            order,
            columns.covariates(),
            RankMethods.part("--scale", scale, Scale.class));
    if (way instanceof RankMethod.Choice(_, Scale.Worth _) && ci != Ci.NONE)
      throw ProblemsException.of(
          ExitCode.USAGE, "--scale", "worth", "has no intervals", "add --ci none");
    return way;
  }

  private Set<Keep> keep(RankMethod way) {
    var keep = EnumSet.noneOf(Keep.class);
    if (cluster == Cluster.ANNOTATOR) keep.add(Keep.ANNOTATOR);
    if (cluster == Cluster.GROUP) keep.add(Keep.GROUP);
    if (way.ordered()) keep.add(Keep.ORDER);
    return keep;
  }

  private Optional<Errors> errors(RankMethod way) {
    if (!(way instanceof RankMethod.Choice)) return Optional.empty();
    return switch (ci) {
      case SANDWICH -> Optional.of(new Errors.Sandwich(cluster));
      case BOOTSTRAP -> Optional.of(new Errors.Bootstrap(resamples, cluster));
      case HESSIAN -> Optional.of(new Errors.Hessian());
      case NONE -> Optional.empty();
    };
  }

  private static VoteTable withoutBothBad(VoteTable votes) {
    return votes.filter(r -> !votes.bothBad(r));
  }

  private void print(Leaderboard board, long rows) {
    var printed = Objects.requireNonNull(spec).commandLine().getOut();
    printed.println(
        String.format(
            Locale.ROOT,
            "%s rows, %s votes on %d items; %s",
            rows,
            Double.toString(board.diagnosis().votes()).replaceFirst("\\.0$", ""),
            board.diagnosis().items(),
            board.standings().method()));
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
                board.standings().method() + ", of " + files + ".",
                LeaderboardReport.sections(board)),
            folder);
    if (!json) Objects.requireNonNull(spec).commandLine().getOut().println("report: " + page);
  }
}
