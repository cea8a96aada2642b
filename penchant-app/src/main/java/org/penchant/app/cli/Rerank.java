package org.penchant.app.cli;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.rank.CandidatePool;
import org.penchant.app.rank.RankMethods;
import org.penchant.app.rank.RerankJob;
import org.penchant.app.rank.RerankJob.Protocol;
import org.penchant.app.rank.RerankJob.Reranked;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.random.Seeds;
import org.penchant.rank.judge.PairSort;
import org.penchant.rank.judge.fusion.Fusion;
import org.penchant.rank.judge.fusion.Missing;
import org.penchant.rank.judge.fusion.RankFusion;
import org.penchant.rank.judge.sparse.PairSampler;
import org.penchant.rank.rating.Rater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Orders the answers to prompts by a judge. */
@Command(
    name = "rerank",
    mixinStandardHelpOptions = true,
    description = {
      "Puts the answers to each prompt in order by asking a judge about pairs: by sorting, or by rating"
          + " some of the pairs; several ways are fused.",
      "Prints the mean place of every item; --out takes the orders, a line a prompt."
    })
public final class Rerank implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--candidates",
      required = true,
      paramLabel = "FILE",
      description = "A table of prompt, item (or model) and response, in first-stage order.")
  private Path candidates = Path.of("");

  @Mixin private JudgeOptions judging = new JudgeOptions();

  @Option(
      names = "--protocol",
      paramLabel = "PROTOCOL",
      description =
          "merge-sort (the default), beam-merge, heap-sort, bubble-sort, all-pairs,"
              + " anchored-placement; or a sample of pairs: all, random, window, with settings as"
              + " YAML such as {window: {rate: 0.3, skip: 7}}; may be given again.")
  private List<String> protocols = List.of("merge-sort");

  @Option(
      names = "--fusion",
      defaultValue = "borda",
      paramLabel = "RULE",
      description =
          "Of several protocols: borda, reciprocal-rank, dowdall, mean-place, median-place, comb,"
              + " markov-chain, central-order (default: ${DEFAULT-VALUE}).")
  private String fusion = "borda";

  @Option(
      names = "--rater",
      defaultValue = "counting",
      paramLabel = "RATER",
      description =
          "Of a sample of pairs: counting (additive), greedy-order, page-rank, kwik-sort, or a part"
              + " as YAML (default: ${DEFAULT-VALUE}).")
  private String rater = "counting";

  @Option(names = "--seed", defaultValue = "0", paramLabel = "SEED", description = "Root seed.")
  private long seed;

  @Option(names = "--out", paramLabel = "FILE", description = "Where orders go, as JSON lines.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Prints the orders as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var job =
        new RerankJob(
            protocols.stream().map(Rerank::protocol).toList(),
            new Fusion(
                RankMethods.part("--fusion", fusion, RankFusion.class), Missing.MEAN_OF_REST),
            judging.calibration(),
            RankMethods.part("--rater", rater, Rater.class));
    var pool = CandidatePool.read(candidates);
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    List<Reranked> orders;
    String cost;
    var seeds = new Seeds(seed).child("rerank");
    try (var open = judging.open(seeds)) {
      orders = job.run(pool, open.judge(), seeds, progress);
      cost = open.cost();
    }
    progress.end();
    if (out != null) {
      var lines = new StringBuilder();
      for (var one : orders) lines.append(Json.line(one)).append('\n');
      AtomicFiles.write(out, lines.toString());
    }
    var printed = line.getOut();
    if (json) printed.print(Json.pretty(orders));
    else printed.print(text(orders) + (cost.isEmpty() ? "" : "cost: " + cost + "\n"));
    printed.flush();
    return ExitCode.OK.code();
  }

  private static Protocol protocol(String text) {
    try {
      var node = new YAMLMapper().readTree(text);
      String name = node.isObject() && !node.isEmpty() ? node.fieldNames().next() : node.asText();
      if (Codec.names(PairSampler.class).contains(name))
        return new Protocol.Sampled(RankMethods.part("--protocol", text, PairSampler.class));
    } catch (com.fasterxml.jackson.core.JsonProcessingException notYaml) {
      // The next line says so, in the words of every option.
    }
    return new Protocol.Sorted(RankMethods.part("--protocol", text, PairSort.class));
  }

  private static String text(List<Reranked> orders) {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    long calls = 0;
    long failed = 0;
    for (var one : orders) {
      for (int k = 0; k < one.order().size(); k++)
        places.computeIfAbsent(one.order().get(k), _ -> new ArrayList<>()).add(k + 1);
      calls += one.calls();
      failed += one.failed();
    }
    var out =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%d prompts, %d calls, %d unreadable%n",
                orders.size(),
                calls,
                failed));
    places.entrySet().stream()
        .sorted(java.util.Comparator.comparingDouble(e -> mean(e.getValue())))
        .forEach(e ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "%-30s mean place %.2f of %d prompts%n",
                    e.getKey(),
                    mean(e.getValue()),
                    e.getValue().size())));
    orders.stream()
        .flatMap(o -> o.notes().stream())
        .distinct()
        .forEach(note -> out.append("note: ").append(note).append('\n'));
    return out.toString();
  }

  private static double mean(List<Integer> places) {
    return places.stream().mapToInt(i -> i).average().orElse(0);
  }
}
