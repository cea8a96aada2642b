package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penchant.app.rank.AskJob;
import org.penchant.app.rank.CandidatePool;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.data.votes.VoteAppender;
import org.penchant.data.votes.VoteReader;
import org.penchant.rank.ask.NextPairs;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A file of votes that grows, what it is about, and when it is enough. */
final class AskOptions {
  @Parameters(paramLabel = "VOTES", description = "The votes so far; made if it is missing.")
  Path file = Path.of("");

  @Option(
      names = "--items",
      split = ",",
      paramLabel = "ITEM",
      description = "Items that may have no vote yet.")
  private List<String> items = List.of();

  @Option(
      names = "--candidates",
      paramLabel = "FILE",
      description = "What items answered: a table of prompt, item (or model) and response.")
  private @Nullable Path candidates;

  @Mixin private StopOptions stop = new StopOptions();
  @Mixin private VoteFileOptions columns = new VoteFileOptions();

  @Option(names = "--seed", defaultValue = "0", paramLabel = "SEED", description = "Root seed.")
  long seed;

  Optional<CandidatePool> pool() {
    return Optional.ofNullable(candidates).map(CandidatePool::read);
  }

  /**
   * The votes so far, with all items named.
   *
   * @throws ProblemsException if there are fewer than two items
   */
  VoteTable votes(Optional<CandidatePool> pool) throws IOException {
    boolean none = !Files.exists(file) || Files.size(file) == 0;
    var known =
        none
            ? VoteTally.ofPairs().table()
            : new VoteReader(columns.read(Set.of())).read(List.of(file), new Problems()).table();
    var named = new ArrayList<>(items);
    pool.ifPresent(p -> named.addAll(p.items()));
    var votes = AskJob.withItems(known, named);
    if (votes.items().size() < 2)
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--items",
          votes.items(),
          "two items are needed",
          "name them, or give --candidates");
    return votes;
  }

  VoteAppender appender() {
    return VoteAppender.open(file, columns.read(Set.of()));
  }

  AskJob job(NextPairs next, int batch) {
    try {
      return new AskJob(next, stop.rule(), batch, stop.confidence());
    } catch (IllegalArgumentException refused) {
      throw ProblemsException.of(
          ExitCode.USAGE, "options", "", String.valueOf(refused.getMessage()), "see --help");
    }
  }

  /** Who leads, and how surely. */
  static String leader(AskJob.State state) {
    var sure = state.uncertainty();
    int best = 0;
    for (int i = 1; i < sure.items().size(); i++)
      if (sure.estimates()[i] > sure.estimates()[best]) best = i;
    return String.format(
        Locale.ROOT,
        "%s after %.0f votes; %s leads, first with probability %.3f, places %d to %d",
        state.sure() ? "sure" : "not sure yet",
        state.votes().votes(),
        sure.items().get(best),
        sure.first()[best],
        sure.bestPlaces()[best],
        sure.worstPlaces()[best]);
  }
}
