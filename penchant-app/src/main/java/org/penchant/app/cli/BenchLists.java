package org.penchant.app.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.app.bench.AlignBench;
import org.penchant.app.bench.ListBench;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.papers.catalogue.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what list methods cost on this machine. */
@Command(
    name = "lists",
    mixinStandardHelpOptions = true,
    description = {
      "Measures training steps of list methods on K responses a prompt against dpo on the same"
          + " responses as pairs: time a useful token, medians of rounds that alternate."
    })
public final class BenchLists implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--methods",
      split = ",",
      defaultValue = "023,022,076,004",
      paramLabel = "ID",
      description = "Methods that take lists (default: ${DEFAULT-VALUE}).")
  private List<String> ids = List.of();

  @Option(
      names = "--responses",
      defaultValue = "4",
      paramLabel = "K",
      description = "Responses of a prompt, even (default: ${DEFAULT-VALUE}).")
  private int responses;

  @Option(
      names = "--prompts",
      defaultValue = "4",
      description = "Prompts of a step (default: ${DEFAULT-VALUE}).")
  private int prompts;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Timed rounds (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--steps",
      defaultValue = "5",
      description = "Timed steps of a round (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Mixin private BenchModelOptions model = new BenchModelOptions();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var catalogue = Catalogue.load();
    var methods = new LinkedHashMap<String, Objective>();
    for (String id : ids) {
      var method = catalogue.method(id, Map.of());
      if (!method.objective().needs().contains(new Need.Lists()))
        throw ProblemsException.of(
            ExitCode.USAGE, "--methods", id, "takes no lists", "name methods such as 023 or 022");
      methods.put(method.id(), method.objective());
    }
    var shape = new AlignBench.Shape(model.hidden, model.layers, model.vocabulary, prompts);
    var bench = TrainingOptions.valid(() -> new ListBench(shape, responses, steps, rounds));
    var costs = bench.measure(catalogue.method("dpo", Map.of()).objective(), methods);
    line.getOut().println(json ? Json.pretty(costs) : text(costs));
    line.getOut().flush();
    return ExitCode.OK.code();
  }

  private static String text(Map<String, ListBench.Cost> costs) {
    var out = new StringBuilder();
    costs.forEach((id, cost) ->
        out.append(
            String.format(
                Locale.ROOT,
                "%-18s %9.1f us a useful token, %.3f of pairs%n",
                id,
                cost.microsecondsPerToken(),
                cost.overPairs())));
    return out.toString().stripTrailing();
  }
}
