package org.penchant.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.rank.voting.WeightSearch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says under which weights of tasks a system would win. */
@Command(
    name = "weights",
    mixinStandardHelpOptions = true,
    description = {
      "Says of each system of a table of scores whether some weights of the tasks would make it a"
          + " Condorcet winner, by what margin, and which weights (arXiv 2210.05769)."
    })
public final class Weights implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private RankDataOptions input = new RankDataOptions();

  @Option(
      names = "--of",
      paramLabel = "SYSTEM",
      description = "This system only; may be given again.")
  private List<String> systems = List.of();

  @Option(
      names = "--bound",
      paramLabel = "TASK=LOW,HIGH",
      description = "Shares of the total that a task may have; may be given again.")
  private Map<String, String> bounds = Map.of();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() {
    var problems = new Problems();
    var table = input.scores(problems);
    var search = new WeightSearch(bounds(), List.of());
    for (String system : systems)
      if (!table.systems().contains(system))
        problems.error("--of", system, "is not in the table", "it has " + table.systems());
    problems.throwIfErrors(ExitCode.USAGE);
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    var all = new ArrayList<Map<String, Object>>();
    for (String system : systems.isEmpty() ? table.systems() : systems) {
      var answer = search.best(table, system);
      var weights = new LinkedHashMap<String, Double>();
      for (int t = 0; t < table.tasks().size(); t++)
        if (answer.weights()[t] > WeightSearch.TOLERANCE)
          weights.put(table.tasks().get(t), answer.weights()[t]);
      var one = new LinkedHashMap<String, Object>();
      one.put("system", system);
      one.put("wins", answer.winsStrictly() ? "yes" : answer.wins() ? "ties" : "no");
      one.put("margin", answer.margin());
      one.put("weights", weights);
      all.add(one);
      if (!json)
        out.println(
            String.format(
                Locale.ROOT,
                "%-30s %-4s margin %+.4f  %s",
                system,
                one.get("wins"),
                answer.margin(),
                shown(weights)));
    }
    if (json) out.print(Json.pretty(all));
    out.flush();
    return ExitCode.OK.code();
  }

  private List<WeightSearch.Bound> bounds() {
    var all = new ArrayList<WeightSearch.Bound>();
    bounds.forEach((task, text) -> {
      try {
        var ends = text.split(",", -1);
        all.add(
            new WeightSearch.Bound(task, Double.parseDouble(ends[0]), Double.parseDouble(ends[1])));
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
        throw ProblemsException.of(
            ExitCode.USAGE,
            "--bound",
            task + "=" + text,
            "must be TASK=LOW,HIGH with 0 <= LOW <= HIGH <= 1",
            "for example --bound qa=0.2,1");
      }
    });
    return all;
  }

  private static String shown(Map<String, Double> weights) {
    var words = new ArrayList<String>();
    weights.forEach((task, w) -> words.add(String.format(Locale.ROOT, "%s %.3f", task, w)));
    return String.join(", ", words);
  }
}
