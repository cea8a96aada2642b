package org.penchant.app.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penchant.app.rank.RankMethod;
import org.penchant.app.rank.RankMethods;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.rank.choice.Penalty;
import org.penchant.rank.rating.Scale;
import picocli.CommandLine.Option;

/** How items are rated. */
final class RankMethodOptions {
  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "bradley-terry, rao-kupper, davidson, thurstone, plackett-luce, lsr, elo, elo-averaged,"
              + " newman, rank-centrality, pagerank, eigenvector, counting, win-rate, crowd-bradley-terry; borda, copeland,"
              + " kemeny, schulze and other voting rules; arithmetic-mean, optimality-gap and others of scores;"
              + " nash-averaging, alpha-rank, prompt-game; or a part as YAML (default:"
              + " bradley-terry of votes, plackett-luce of orders and scores).")
  private @Nullable String method;

  @Option(
      names = "--penalty",
      paramLabel = "PENALTY",
      description =
          "Of a choice model: none, firth, ridge, virtual-opponent, or with a strength as YAML,"
              + " {ridge: {strength: 0.1}} (default: none; of plackett-luce half a"
              + " virtual-opponent).")
  private @Nullable String penalty;

  @Option(
      names = "--order-effect",
      description = "Whether standing first (at home) is an effect of a choice model.")
  private boolean order;

  @Option(
      names = "--scale",
      paramLabel = "natural|elo|worth",
      description =
          "Unit of a choice model: log-odds, 1000 + 400 / ln 10 x log-odds, worths of sum 1, or as"
              + " YAML {elo: {base: 0, points: 400}} (default: elo; of thurstone natural).")
  private @Nullable String scale;

  /**
   * The method.
   *
   * @param covariates whether covariates are effects
   * @param kind what is ranked
   * @throws org.penchant.core.problems.ProblemsException if there is none, or it refuses its
   *     settings
   */
  RankMethod method(boolean covariates, RankDataOptions.Kind kind) {
    boolean orders = kind != RankDataOptions.Kind.VOTES;
    var settings =
        new RankMethods.Settings(
            Optional.ofNullable(penalty)
                .map(text -> RankMethods.part("--penalty", text, Penalty.class)),
            order,
            covariates,
            Optional.ofNullable(scale).map(text -> RankMethods.part("--scale", text, Scale.class)));
    String usual = orders ? "plackett-luce" : "bradley-terry";
    String named = method == null ? usual : method;
    var way = RankMethods.parse(named, settings, orders);
    if (way instanceof RankMethod.Table && kind != RankDataOptions.Kind.SCORES)
      throw ProblemsException.of(
          ExitCode.USAGE, "--method", named, "is for tables of scores", "say --kind scores");
    if (way instanceof RankMethod.Election(var rule)
        && kind == RankDataOptions.Kind.VOTES
        && !rule.pairwise())
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--method",
          named,
          "counts places in orders, and a vote is on two items only",
          "take a rule that compares pairs, such as copeland, minimax, schulze or kemeny");
    return way;
  }
}
