package org.penchant.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.align.curate.Step;
import org.penchant.align.curate.Tools;
import org.penchant.app.job.CurateJob;
import org.penchant.app.job.LocalWriter;
import org.penchant.core.io.Json;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes training data out of preference data. */
@Command(
    name = "curate",
    mixinStandardHelpOptions = true,
    description = {
      "Makes rows of preference data out of others: pairs out of scored samples, rewritten prompts,"
          + " graded copies, filters and orders. docs/data.md lists the steps.",
      "Prints what every step did and left out; every row written says what it was made of."
    })
public final class Curate implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--step",
      required = true,
      paramLabel = "STEP",
      description =
          "A step, such as 'choose-pair: {chosen: max, rejected: minus-two-sigma}'; may be given"
              + " again: steps apply in order.")
  private List<String> steps = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the rows go (JSONL).")
  private Path out = Path.of("");

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "SEED",
      description = "Of everything drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--model",
      paramLabel = "FOLDER",
      description = "The model that writes, for the steps that have something written.")
  private @Nullable Path model;

  @Mixin private SamplingOptions sampling = new SamplingOptions();

  @Option(names = "--json", description = "Prints the report as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var chosen = parse(steps);
    var seeds = new Seeds(seed);
    var report =
        model == null
            ? CurateJob.run(data.rows(), chosen, out, Tools.seeded(seeds))
            : written(model, chosen, seeds);
    var console = Objects.requireNonNull(spec).commandLine().getOut();
    console.print(json ? Json.pretty(report) : report.toText());
    console.flush();
    return ExitCode.OK.code();
  }

  private CurateJob.Report written(Path folder, List<Step> chosen, Seeds seeds) throws IOException {
    var rows = data.rows();
    try (var writer = LocalWriter.open(folder, sampling.sampling(), seeds.child("writer"))) {
      return CurateJob.run(rows, chosen, out, Tools.seeded(seeds).withGenerator(writer));
    }
  }

  private static List<Step> parse(List<String> texts) {
    var problems = new Problems();
    var parsed = new ArrayList<Step>();
    for (String text : texts)
      try {
        parsed.add(Codec.read(new YAMLMapper().readTree(text), Step.class));
      } catch (JsonProcessingException bad) {
        problems.error("--step", text, "is not YAML", "quote it for the shell");
      } catch (Codec.CodecException bad) {
        problems.error(
            "--step",
            text,
            String.valueOf(bad.getMessage()),
            "write NAME or 'NAME: {COMPONENT: VALUE}'; docs/data.md lists the steps");
      }
    problems.throwIfErrors(ExitCode.USAGE);
    return parsed;
  }
}
