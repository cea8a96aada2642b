package org.penchant.app.cli;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penchant.app.rank.RankData;
import org.penchant.app.rank.RankMethod;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.rank.choice.Cluster;
import org.penchant.rank.choice.Errors;
import org.penchant.rank.rating.LuceRating;
import org.penchant.rank.rating.Scale;
import picocli.CommandLine.Option;

/** How sure the ratings are. */
final class IntervalOptions {
  /** Where the uncertainty comes from. */
  enum Ci {
    SANDWICH,
    BOOTSTRAP,
    HESSIAN,
    NONE
  }

  @Option(
      names = "--ci",
      paramLabel = "sandwich|bootstrap|hessian|none",
      description =
          "Where intervals come from: of choice models of votes, and of plackett-luce of orders"
              + " (default: sandwich where there can be any).")
  private @Nullable Ci ci;

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

  double confidence() {
    return confidence;
  }

  /** What votes must keep for it. */
  Set<Keep> keep() {
    return switch (cluster) {
      case VOTE -> EnumSet.noneOf(Keep.class);
      case ANNOTATOR -> EnumSet.of(Keep.ANNOTATOR);
      case GROUP -> EnumSet.of(Keep.GROUP);
    };
  }

  /**
   * Checks the numbers.
   *
   * @throws ProblemsException with all mistakes
   */
  void check() {
    var problems = new Problems();
    if (!(confidence > 0 && confidence < 1))
      problems.error("--confidence", confidence, "must be in (0, 1)", "for example 0.95");
    if (resamples < 20)
      problems.error("--resamples", resamples, "must be at least 20", "400 is usual");
    problems.throwIfErrors(ExitCode.USAGE);
  }

  /**
   * The source of uncertainty; empty for none.
   *
   * @throws ProblemsException if one is asked for where there is none
   */
  Optional<Errors> errors(RankMethod way, RankData data) {
    boolean possible = way.measured(data) && !(scale(way) instanceof Scale.Worth);
    if (ci == Ci.NONE || (ci == null && !possible)) return Optional.empty();
    if (!possible)
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--ci",
          String.valueOf(ci).toLowerCase(Locale.ROOT),
          way.measured(data) ? "the scale worth has no intervals" : without(way),
          "leave --ci out, or use a choice model of votes or plackett-luce of orders");
    if (data instanceof RankData.Orders && cluster != Cluster.VOTE)
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--cluster",
          cluster.name().toLowerCase(Locale.ROOT),
          "orders know neither annotators nor groups",
          "leave it out");
    return Optional.of(
        switch (ci == null ? Ci.SANDWICH : ci) {
          case BOOTSTRAP -> new Errors.Bootstrap(resamples, cluster);
          case HESSIAN -> new Errors.Hessian();
          default -> new Errors.Sandwich(cluster);
        });
  }

  private static String without(RankMethod way) {
    return way instanceof RankMethod.Choice
        ? "pairs of one order depend on each other, so " + way.label() + " of them has no intervals"
        : way.label() + " has no intervals";
  }

  private static Scale scale(RankMethod way) {
    return switch (way) {
      case RankMethod.Choice(_, var scale) -> scale;
      case RankMethod.Orders(LuceRating(_, var scale)) -> scale;
      default -> new Scale.Natural();
    };
  }
}
