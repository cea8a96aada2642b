package org.penchant.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.align.lm.LoraAdapter;
import org.penchant.align.lm.ModelFolder;
import org.penchant.align.lm.Probe;
import org.penchant.align.lm.PromptFile;
import org.penchant.align.lm.PromptTemplate;
import org.penchant.align.lm.SequenceEncoder;
import org.penchant.align.lm.Tokenizer;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Merges a low-rank adapter into its model's weights. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = {
      "Adds a LoRA adapter to the weights of its model and writes a model folder.",
      "Scores probe texts with the adapter and with the folder written, and prints how far"
          + " their log-probabilities lie apart."
    })
public final class Merge implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--model", required = true, paramLabel = "FOLDER", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--adapter",
      required = true,
      paramLabel = "FOLDER",
      description = "The adapter: adapter_config.json and adapter_model.safetensors.")
  private Path adapter = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "The folder to write; must not exist or be empty.")
  private Path out = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Probe texts in JSONL instead of the built-in ones.")
  private @Nullable Path data;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description = "Ends with exit code 6 if log-probabilities differ by more.")
  private @Nullable Double tolerance;

  @Option(names = "--json", description = "Prints the result as JSON.")
  private boolean json;

  /** What was found. */
  private record Result(int probes, double largestDifference, double meanLogProbability) {}

  @Override
  public Integer call() throws IOException {
    ModelFolder.refuseIfOccupied(out);
    var result = merge();
    if (spec != null) {
      var printed = spec.commandLine().getOut();
      printed.println(json ? json(result) : text(result));
      printed.flush();
    }
    boolean missed = tolerance != null && !(result.largestDifference() <= tolerance);
    return (missed ? ExitCode.GATE_FAILED : ExitCode.OK).code();
  }

  private Result merge() throws IOException {
    List<int[]> probes;
    double[] adapted;
    try (var base = ModelFolder.load(model, Optional.empty())) {
      probes = probes(base.contextLength());
      try (var withAdapter = base.withAdapter(LoraAdapter.load(adapter, base))) {
        adapted = Probe.scores(withAdapter, probes);
      }
      try (var loaded = LoraAdapter.load(adapter, base)) {
        loaded.mergeInto(base);
      }
      ModelFolder.save(out, base, Optional.of(model));
    }
    try (var written = ModelFolder.load(out, Optional.empty())) {
      double[] merged = Probe.scores(written, probes);
      double largest = 0;
      double sum = 0;
      for (int i = 0; i < merged.length; i++) {
        double difference = Math.abs(merged[i] - adapted[i]);
        // NaN counts as the worst.
        if (!(difference <= largest)) largest = difference;
        sum += merged[i];
      }
      return new Result(merged.length, largest, sum / merged.length);
    }
  }

  private List<int[]> probes(int context) throws IOException {
    var texts = new ArrayList<Content>();
    if (data != null) texts.addAll(PromptFile.read(data));
    else for (String text : Probe.texts()) texts.add(Content.of(text));
    var out = new ArrayList<int[]>();
    try (var tokenizer = Tokenizer.load(model)) {
      var encoder = SequenceEncoder.of(tokenizer, PromptTemplate.of(model, tokenizer), context);
      for (int i = 0; i < texts.size(); i++) {
        int[] ids = encoder.encodePrompt(texts.get(i), "probe " + i);
        if (ids.length > context)
          throw ProblemsException.of(
              ExitCode.BAD_DATA,
              "probe " + i,
              ids.length + " tokens",
              "is longer than the model's context of " + context,
              "shorten it");
        out.add(ids);
      }
    }
    return out;
  }

  private String text(Result result) {
    return String.format(
        Locale.ROOT,
        "%s: %d probes, largest difference of log-probabilities %.3g (mean log-probability %.4f)",
        out,
        result.probes(),
        result.largestDifference(),
        result.meanLogProbability());
  }

  private String json(Result result) throws IOException {
    var row = new LinkedHashMap<String, Object>();
    row.put("out", out.toString());
    row.put("probes", result.probes());
    row.put("largest_difference", result.largestDifference());
    row.put("mean_log_probability", result.meanLogProbability());
    return new ObjectMapper().writeValueAsString(row);
  }
}
