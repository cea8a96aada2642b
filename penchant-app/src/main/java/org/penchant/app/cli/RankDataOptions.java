package org.penchant.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penchant.app.rank.RankData;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.Ballots;
import org.penchant.core.votes.ScoreTable;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.data.ballots.OrderLists;
import org.penchant.data.ballots.PrefLib;
import org.penchant.data.table.ScoreOptions;
import org.penchant.data.table.ScoreReader;
import org.penchant.data.votes.VoteReader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is ranked: votes, orders or scores. */
final class RankDataOptions {
  /** What the files hold. */
  enum Kind {
    VOTES,
    ORDERS,
    SCORES
  }

  /** What becomes of votes that both items are bad. */
  enum BothBad {
    TIE,
    DROP
  }

  private static final String PREFLIB = "(?i).*\\.(soc|soi|toc|toi|cat)(\\.[a-z]+)?";

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Votes, orders or scores.")
  private List<Path> files = List.of();

  @Option(
      names = "--kind",
      paramLabel = "votes|orders|scores",
      description = "What FILE holds (default: orders if it is of PrefLib's kinds, else votes).")
  private @Nullable Kind kind;

  @Option(
      names = "--names",
      paramLabel = "FILE",
      description = "Numbers and names of the items in orders that are not PrefLib's.")
  private @Nullable Path names;

  @Option(
      names = "--system",
      paramLabel = "COLUMN",
      description = "Column of the items of a table of scores (default: system, model or name).")
  private @Nullable String system;

  @Option(
      names = "--task",
      paramLabel = "COLUMN",
      description = "A column of scores; may be given again (default: all columns of numbers).")
  private List<String> tasks = List.of();

  @Option(
      names = "--without",
      paramLabel = "COLUMN",
      description = "A column of numbers that are no scores; may be given again.")
  private List<String> without = List.of();

  @Option(
      names = "--weight",
      paramLabel = "COLUMN=W",
      description = "What a task counts (default: 1; halves of a cell with two numbers 0.5).")
  private Map<String, Double> weights = Map.of();

  @Option(
      names = "--first",
      paramLabel = "N",
      description = "Only the first N rows of a table of scores.")
  private @Nullable Integer first;

  @Option(
      names = "--lower-is-better",
      paramLabel = "COLUMN",
      description = "A column of scores of which less is better; may be given again.")
  private List<String> lower = List.of();

  @Option(
      names = "--both-bad",
      defaultValue = "tie",
      paramLabel = "tie|drop",
      description = "Votes that both are bad: ties, or left out (default: ${DEFAULT-VALUE}).")
  private BothBad bothBad = BothBad.TIE;

  @Mixin private VoteFileOptions votes = new VoteFileOptions();

  List<Path> files() {
    return files;
  }

  Kind kind() {
    if (kind != null) return kind;
    return files.getFirst().toString().matches(PREFLIB) ? Kind.ORDERS : Kind.VOTES;
  }

  /** Whether effects of covariates are asked for. */
  boolean covariates() {
    return votes.covariates();
  }

  /**
   * Reads the files.
   *
   * @param keep what votes must keep
   * @param problems takes warnings
   * @throws org.penchant.core.problems.ProblemsException with all mistakes
   */
  RankData read(Set<Keep> keep, Problems problems) {
    return switch (kind()) {
      case VOTES -> votes(keep, problems);
      case ORDERS -> new RankData.Orders(orders(files.getFirst(), problems));
      case SCORES -> new RankData.Scores(scores(problems));
    };
  }

  /**
   * Checks that the options go with what is read.
   *
   * @throws org.penchant.core.problems.ProblemsException with all mistakes
   */
  void check() {
    var problems = new Problems();
    var kind = kind();
    if (kind != Kind.VOTES && files.size() > 1)
      problems.error("FILE", files, "orders and scores are read from one file", "join the files");
    belongs(names != null, "--names", Kind.ORDERS, problems);
    belongs(system != null, "--system", Kind.SCORES, problems);
    belongs(!tasks.isEmpty(), "--task", Kind.SCORES, problems);
    belongs(!lower.isEmpty(), "--lower-is-better", Kind.SCORES, problems);
    belongs(!without.isEmpty(), "--without", Kind.SCORES, problems);
    belongs(!weights.isEmpty(), "--weight", Kind.SCORES, problems);
    weights.forEach((task, weight) -> {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY))
        problems.error("--weight", task + "=" + weight, "must be finite and not negative", "");
    });
    belongs(first != null, "--first", Kind.SCORES, problems);
    if (first != null && first < 1)
      problems.error("--first", first, "must be at least 1", "for example --first 30");
    belongs(votes.given(), "--column, --where or --covariate", Kind.VOTES, problems);
    belongs(bothBad == BothBad.DROP, "--both-bad drop", Kind.VOTES, problems);
    if (names != null && files.getFirst().toString().matches(PREFLIB))
      problems.error("--names", names, "PrefLib's files name their items", "leave it out");
    problems.throwIfErrors(ExitCode.USAGE);
  }

  private void belongs(boolean given, String option, Kind to, Problems problems) {
    if (given && kind() != to)
      problems.error(
          option,
          "",
          "does not go with " + word(kind()),
          "leave it out, or say --kind " + word(to));
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case VOTES -> "votes";
      case ORDERS -> "orders";
      case SCORES -> "scores";
    };
  }

  /**
   * The table of scores.
   *
   * @throws org.penchant.core.problems.ProblemsException with all mistakes
   */
  ScoreTable scores(Problems problems) {
    return scores().read(files.getFirst(), problems).table();
  }

  private RankData votes(Set<Keep> keep, Problems problems) {
    var read = new VoteReader(votes.read(keep)).read(files, problems);
    var table = read.table();
    return new RankData.Votes(
        bothBad == BothBad.DROP ? table.filter(r -> !table.bothBad(r)) : table,
        read.summary().rows());
  }

  private Ballots orders(Path file, Problems problems) {
    var read =
        file.toString().matches(PREFLIB)
            ? PrefLib.defaults().read(file, problems)
            : OrderLists.defaults().read(file, Optional.ofNullable(names), problems);
    return read.ballots();
  }

  private ScoreReader scores() {
    var options =
        ScoreOptions.defaults()
            .withTasks(tasks.toArray(String[]::new))
            .without(without.toArray(String[]::new))
            .withLowerIsBetter(lower.toArray(String[]::new));
    if (system != null) options = options.withSystem(system);
    for (var weight : weights.entrySet())
      options = options.withWeight(weight.getKey(), weight.getValue());
    return new ScoreReader(first == null ? options : options.withFirst(first));
  }
}
