package org.penchant.app.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.bench.AlignBench;
import org.penchant.app.bench.AlignBench.Way;
import org.penchant.app.bench.ChildJvm;
import org.penchant.app.bench.MemoryBench;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.stats.Quantiles;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures speed and memory on this machine. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = {BenchRank.class, BenchChes.class, BenchLists.class, BenchReward.class},
    description = {
      "Measures a DPO step packed (shared prompts, no padding, chunked head) against the plain way"
          + " (padded, full logits): equality, useful tokens a second, peak resident memory.",
      "Each measurement is a process of its own; rounds of the two ways alternate.",
      "bench rank measures rankings instead, bench ches CHES, bench lists list"
          + " methods, bench reward reward heads."
    })
public final class Bench implements Callable<Integer> {
  private static final int MEMORY_STEPS = 500;

  /** Takes the heap's pages at the start, so that only native memory can still grow. */
  private static final List<String> WHOLE_HEAP =
      List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");

  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      defaultValue = "align",
      paramLabel = "WHAT",
      description = "align: the training step; memory: whether it stays flat over 500 steps.")
  private String what = "align";

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--steps",
      defaultValue = "10",
      description = "Timed steps of a round (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Mixin private BenchModelOptions model = new BenchModelOptions();

  @Option(
      names = "--pairs",
      defaultValue = "8",
      description = "Pairs of a step (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--compare-dtype",
      description =
          "Compare bf16 (fp32 masters) with fp32, both packed, instead of packed with plain.")
  private boolean compareTypes;

  @Option(
      names = "--compare-checkpointing",
      description = "Compare activations computed again with activations kept, both packed.")
  private boolean compareCheckpointing;

  @Option(names = "--only", hidden = true, description = "One measurement in this process.")
  private @Nullable String only;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    return switch (what) {
      case "align" -> align();
      case "memory" -> memory();
      default ->
          throw ProblemsException.of(
              ExitCode.USAGE,
              "bench",
              what,
              "must be align, memory, rank, ches or lists",
              "penchant bench align");
    };
  }

  private Integer memory() throws IOException {
    var line = java.util.Objects.requireNonNull(spec).commandLine();
    if (only == null) {
      line.getErr().println("- training " + MEMORY_STEPS + " steps in a process of its own");
      line.getErr().flush();
      var growth = Json.mapper().convertValue(child("memory", WHOLE_HEAP), FIELDS);
      line.getOut().println(json ? Json.pretty(growth) : text(growth));
    } else {
      line.getOut().println(Json.line(new MemoryBench(MEMORY_STEPS, 0).measure()));
    }
    line.getOut().flush();
    return ExitCode.OK.code();
  }

  private Integer align() throws IOException {
    var bench =
        new AlignBench(
            new AlignBench.Shape(model.hidden, model.layers, model.vocabulary, pairs), 0);
    var line = java.util.Objects.requireNonNull(spec).commandLine();
    if (only != null) {
      String[] parts = only.split("-");
      var speed =
          bench.measure(
              Way.valueOf(parts[0].toUpperCase(Locale.ROOT)),
              2,
              steps,
              DType.valueOf(parts[1].toUpperCase(Locale.ROOT)));
      line.getOut().println(Json.line(speed));
      line.getOut().flush();
      return ExitCode.OK.code();
    }
    var variants = variants();
    var found = new java.util.LinkedHashMap<String, List<JsonNode>>();
    for (int round = 0; round < rounds; round++)
      for (String variant : variants) {
        line.getErr().println("- round " + (round + 1) + " of " + rounds + ": " + variant);
        line.getErr().flush();
        found
            .computeIfAbsent(variant, _ -> new ArrayList<>())
            .add(child(variant, List.of("-Xmx1g")));
      }
    var result = new java.util.LinkedHashMap<String, Object>();
    result.put("engine", Engine.identity());
    result.put("shape", List.of(model.hidden, model.layers, model.vocabulary, pairs));
    if (!compareTypes) result.put("difference", bench.differences());
    found.forEach((variant, runs) -> result.put(variant, summary(runs)));
    result.put(
        "speed_ratio",
        speed(found.getOrDefault(variants.get(0), List.of()))
            / speed(found.getOrDefault(variants.get(1), List.of())));
    result.put(
        "memory_ratio",
        memory(found.getOrDefault(variants.get(0), List.of()))
            / memory(found.getOrDefault(variants.get(1), List.of())));
    if (compareTypes)
      result.put("loss_difference", lossDifference(found.values().stream().toList()));
    line.getOut().println(json ? Json.pretty(result) : text(result));
    line.getOut().flush();
    return ExitCode.OK.code();
  }

  private List<String> variants() {
    if (compareTypes) return List.of("packed-bf16", "packed-f32");
    if (compareCheckpointing) return List.of("checkpointed-f32", "packed-f32");
    return List.of("packed-f32", "plain-f32");
  }

  private JsonNode child(String variant, List<String> heap) throws IOException {
    var verb = new ArrayList<String>(List.of("bench", what, "--only", variant));
    for (var option :
        Map.of(
                "--steps",
                steps,
                "--hidden",
                model.hidden,
                "--layers",
                model.layers,
                "--vocabulary",
                model.vocabulary,
                "--pairs",
                pairs)
            .entrySet()) {
      verb.add(option.getKey());
      verb.add(String.valueOf(option.getValue()));
    }
    return ChildJvm.run(heap, verb);
  }

  private static Map<String, Object> summary(List<JsonNode> runs) {
    return Map.of(
        "useful_tokens_per_second", speed(runs),
        "rounds", runs.stream().map(r -> r.get("usefulTokensPerSecond").doubleValue()).toList(),
        "peak_resident_mib", memory(runs));
  }

  private static double speed(List<JsonNode> runs) {
    return Quantiles.median(
        runs.stream().mapToDouble(r -> r.get("usefulTokensPerSecond").doubleValue()).toArray());
  }

  private static double memory(List<JsonNode> runs) {
    return Quantiles.median(
        runs.stream().mapToDouble(r -> r.get("peakResidentMib").doubleValue()).toArray());
  }

  /** The greatest difference of smoothed losses, relative. */
  private static double lossDifference(List<List<JsonNode>> variants) {
    double worst = 0;
    var a = variants.get(0).getFirst().get("losses");
    var b = variants.get(1).getFirst().get("losses");
    for (int i = 0; i < a.size(); i++)
      worst =
          Math.max(
              worst,
              Math.abs(a.get(i).doubleValue() - b.get(i).doubleValue()) / b.get(i).doubleValue());
    return worst;
  }

  private static String text(Map<String, Object> result) {
    var out = new StringBuilder();
    result.forEach(
        (name, value) -> out.append(String.format(Locale.ROOT, "%-22s %s%n", name, value)));
    return out.toString().stripTrailing();
  }
}
