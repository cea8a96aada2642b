package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.rank.AskJob;
import org.penchant.app.rank.CandidatePool;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.data.votes.VoteAppender;
import org.penchant.data.votes.VoteReader;
import org.penchant.rank.ask.NextPairs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which pairs to compare next, or has a judge compare them until places are sure. */
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    description = {
      "Says which pairs of a votes file are worth asking about next.",
      "With --judge and --candidates it asks, adds the answers to the file, and stops when the best"
          + " items' places are sure or the budget is spent."
    })
public final class Ask implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "VOTES", description = "The votes so far; made if it is missing.")
  private Path file = Path.of("");

  @Option(
      names = "--items",
      split = ",",
      paramLabel = "ITEM",
      description = "Items that may have no vote yet.")
  private List<String> items = List.of();

  @Option(
      names = "--next",
      defaultValue = "10",
      paramLabel = "N",
      description = "How many pairs, or pairs between two fits (default: ${DEFAULT-VALUE}).")
  private int next;

  @Option(
      names = "--criterion",
      defaultValue = "d_optimal",
      paramLabel = "d_optimal|unsure_order|fewest|random",
      description = "What makes a pair worth asking (default: ${DEFAULT-VALUE}).")
  private NextPairs.Criterion criterion = NextPairs.Criterion.D_OPTIMAL;

  @Mixin private StopOptions stop = new StopOptions();

  @Option(
      names = "--candidates",
      paramLabel = "FILE",
      description = "What items answered: a table of prompt, item (or model) and response.")
  private @Nullable Path candidates;

  @Option(
      names = "--budget",
      defaultValue = "200",
      paramLabel = "N",
      description = "Most pairs a judge is asked (default: ${DEFAULT-VALUE}).")
  private int budget;

  @Mixin private JudgeOptions judging = new JudgeOptions();
  @Mixin private VoteFileOptions columns = new VoteFileOptions();

  @Option(names = "--seed", defaultValue = "0", paramLabel = "SEED", description = "Root seed.")
  private long seed;

  @Option(names = "--json", description = "Prints the result as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var job = job();
    var seeds = new Seeds(seed).child("ask");
    var pool = candidates == null ? null : CandidatePool.read(candidates);
    var named = new ArrayList<>(items);
    if (pool != null) named.addAll(pool.items());
    var votes = AskJob.withItems(votes(), named);
    if (votes.items().size() < 2)
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          file.toString(),
          votes.items(),
          "needs two items",
          "name more with --items");
    if (!judging.given()) {
      var state = job.state(votes, seeds);
      show(state, job.pairs(state, next, seeds.stream("pairs")));
      return ExitCode.OK.code();
    }
    if (pool == null)
      throw ProblemsException.of(
          ExitCode.USAGE, "--candidates", "", "is needed with --judge", "say what items answered");
    try (var open = judging.open(seeds);
        var appender = VoteAppender.open(file, columns.read(java.util.Set.of()))) {
      var state =
          job.run(votes, pool, judging.calibrated(open.judge()), budget, appender::append, seeds);
      show(state, List.of());
      var err = Objects.requireNonNull(spec).commandLine().getErr();
      if (!open.cost().isEmpty()) err.println("judge: " + open.cost());
      err.flush();
    }
    return ExitCode.OK.code();
  }

  private AskJob job() {
    try {
      return new AskJob(
          new NextPairs(criterion), stop.rule(), Math.max(1, next), stop.confidence());
    } catch (IllegalArgumentException refused) {
      throw ProblemsException.of(
          ExitCode.USAGE, "ask", "", String.valueOf(refused.getMessage()), "see --help");
    }
  }

  private VoteTable votes() throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) return VoteTally.ofPairs().table();
    return new VoteReader(columns.read(java.util.Set.of()))
        .read(List.of(file), new Problems())
        .table();
  }

  private void show(AskJob.State state, List<AskJob.Pair> pairs) {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    var standings = state.uncertainty();
    if (json) {
      out.print(
          Json.pretty(
              Map.of(
                  "pairs", pairs,
                  "sure", state.sure(),
                  "votes", state.votes().votes(),
                  "items", standings.items(),
                  "rank_low", standings.bestPlaces(),
                  "rank_high", standings.worstPlaces(),
                  "probability_first", standings.first())));
      out.flush();
      return;
    }
    for (var pair : pairs)
      out.println(
          String.format(
              Locale.ROOT,
              "%s  vs  %s   (worth %.4f, first wins %.2f)",
              pair.first(),
              pair.second(),
              pair.worth(),
              pair.probability()));
    int leader = 0;
    for (int i = 1; i < standings.items().size(); i++)
      if (standings.estimates()[i] > standings.estimates()[leader]) leader = i;
    out.println(
        String.format(
            Locale.ROOT,
            "%s after %.0f votes; %s leads, first with probability %.3f, places %d to %d",
            state.sure() ? "sure" : "not sure yet",
            state.votes().votes(),
            standings.items().get(leader),
            standings.first()[leader],
            standings.bestPlaces()[leader],
            standings.worstPlaces()[leader]));
    out.flush();
  }
}
