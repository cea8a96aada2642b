package org.penchant.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.rank.AskJob;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.rank.ask.NextPairs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Mixin private AskOptions asking = new AskOptions();

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

  @Option(
      names = "--budget",
      defaultValue = "200",
      paramLabel = "N",
      description = "Most pairs a judge is asked (default: ${DEFAULT-VALUE}).")
  private int budget;

  @Mixin private JudgeOptions judging = new JudgeOptions();

  @Option(names = "--json", description = "Prints the result as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var job = asking.job(new NextPairs(criterion), next);
    var seeds = new Seeds(asking.seed).child("ask");
    var pool = asking.pool();
    var votes = asking.votes(pool);
    if (!judging.given()) {
      var state = job.state(votes, seeds);
      show(state, job.pairs(state, next, seeds.stream("pairs")));
      return ExitCode.OK.code();
    }
    if (pool.isEmpty())
      throw ProblemsException.of(
          ExitCode.USAGE, "--candidates", "", "is needed with --judge", "say what items answered");
    try (var open = judging.open(seeds);
        var appender = asking.appender()) {
      var state =
          job.run(
              votes, pool.get(), judging.calibrated(open.judge()), budget, appender::append, seeds);
      show(state, List.of());
      var err = Objects.requireNonNull(spec).commandLine().getErr();
      if (!open.cost().isEmpty()) err.println("judge: " + open.cost());
      err.flush();
    }
    return ExitCode.OK.code();
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
    out.println(AskOptions.leader(state));
    out.flush();
  }
}
