package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.papers.catalogue.Catalogue;
import org.penchant.papers.catalogue.Entry;
import org.penchant.papers.claim.Claim;
import org.penchant.papers.claim.ClaimData;
import org.penchant.papers.claim.ClaimReport;
import org.penchant.papers.claim.ClaimResult;
import org.penchant.papers.claim.ClaimRunner;
import org.penchant.papers.claim.ClaimText;
import org.penchant.papers.claim.Verdict;
import org.penchant.torch.tensor.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Re-runs what papers claim. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    description = {
      "Re-runs papers' central comparisons in worlds whose truth is known, and says by rule whether"
          + " they hold.",
      "Writes OUT/ID.json for each claim and OUT/claims.md."
    })
public final class Reproduce implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Entries of the catalogue or papers' numbers, such as 009.")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "Every claim of the catalogue.")
  private boolean all;

  @Option(
      names = "--seeds",
      defaultValue = "0",
      paramLabel = "N",
      description = "Seeds 0..N-1 instead of as many as the claim says; 0 for the claim's.")
  private int seeds;

  @Option(
      names = "--max-steps",
      defaultValue = "0",
      paramLabel = "N",
      description = "Stop training early, for a trial whose figures mean nothing; 0 for never.")
  private int maxSteps;

  @Option(
      names = "--out",
      defaultValue = "runs/claims",
      paramLabel = "FOLDER",
      description = "Where results go (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("runs", "claims");

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  @Option(names = "--strict", description = "Ends with exit code 6 unless all are reproduced.")
  private boolean strict;

  @Override
  public Integer call() throws IOException {
    var catalogue = Catalogue.load();
    var claims = claims(catalogue);
    int threads = Engine.threads();
    // Matrices of a few thousand numbers: measured, a second thread brings nothing.
    Engine.threads(1);
    try {
      return reproduce(catalogue, claims);
    } finally {
      Engine.threads(threads);
    }
  }

  private int reproduce(Catalogue catalogue, List<Entry> claims) throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    String date = Instant.now().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    String engine =
        Engine.identity()
            + (maxSteps == 0 ? "" : ", at most " + maxSteps + " steps, so figures mean nothing,");
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    var runner =
        new ClaimRunner(
            catalogue,
            maxSteps == 0 ? Integer.MAX_VALUE : maxSteps,
            (_, done, total) -> progress.at(done, total, Map.of()));
    var results = new ArrayList<ClaimResult>();
    for (var entry : claims) {
      progress.stage(entry.id());
      var claim = Claim.of(entry);
      var result = runner.run(entry, seeds == 0 ? claim : claim.withSeeds(seeds));
      results.add(result);
      AtomicFiles.write(
          out.resolve(result.id() + ".json"), Json.pretty(ClaimData.of(result, date, engine)));
      if (!json) line.getOut().println(ClaimText.render(result));
      line.getOut().flush();
    }
    progress.end();
    AtomicFiles.write(out.resolve("claims.md"), ClaimReport.of(results, date, engine).toMarkdown());
    if (json)
      line.getOut()
          .print(Json.pretty(results.stream().map(r -> ClaimData.of(r, date, engine)).toList()));
    else summary(results);
    line.getOut().flush();
    boolean met = results.stream().allMatch(r -> r.verdict().kind() == Verdict.Kind.REPRODUCED);
    return (strict && !met ? ExitCode.GATE_FAILED : ExitCode.OK).code();
  }

  private void summary(List<ClaimResult> results) {
    var print = Objects.requireNonNull(spec).commandLine().getOut();
    if (results.size() > 1)
      for (var result : results) print.println(result.id() + ": " + result.verdict());
    print.println("written: " + out.resolve("claims.md"));
  }

  private List<Entry> claims(Catalogue catalogue) {
    var problems = new Problems();
    if (all == !ids.isEmpty())
      problems.error(
          "reproduce", String.join(" ", ids), "needs either IDs or --all", "name a claim");
    if (seeds != 0 && seeds < 2)
      problems.error("--seeds", seeds, "must be at least 2", "a t statistic needs two seeds");
    if (maxSteps < 0) problems.error("--max-steps", maxSteps, "must not be negative", "");
    problems.throwIfErrors(ExitCode.USAGE);
    return all
        ? catalogue.entries().stream().filter(e -> e.claim().isObject()).toList()
        : ids.stream().map(catalogue::entry).toList();
  }
}
