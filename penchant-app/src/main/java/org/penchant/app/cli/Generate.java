package org.penchant.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.align.lm.Generation;
import org.penchant.align.lm.LocalGenerator;
import org.penchant.align.lm.ModelFolder;
import org.penchant.align.lm.PromptFile;
import org.penchant.align.lm.PromptTemplate;
import org.penchant.align.lm.SequenceEncoder;
import org.penchant.align.lm.Tokenizer;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a model answer prompts. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = "Has a model answer prompts; the same seed gives the same texts.")
public final class Generate implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private final SamplingOptions options = new SamplingOptions();

  @Option(names = "--model", required = true, paramLabel = "FOLDER", description = "The model.")
  private Path model = Path.of("");

  @Option(names = "--prompt", paramLabel = "TEXT", description = "A prompt; may be given again.")
  private List<String> prompts = List.of();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Prompts in JSONL: a text, or an object with a prompt, on each line.")
  private @Nullable Path data;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "1",
      description = "Responses to each prompt (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "" + LocalGenerator.DEFAULT_BATCH,
      description = "Responses that advance together (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(names = "--ignore-eos", description = "Goes on after an end-of-sequence token.")
  private boolean ignoreEos;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "The root of all randomness (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes JSONL instead of printing.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Prints JSONL instead of texts.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    check();
    var sampling = options.sampling();
    List<Content> all = new ArrayList<>();
    for (String prompt : prompts) all.add(Content.of(prompt));
    if (data != null) all.addAll(PromptFile.read(data));
    try (var tokenizer = Tokenizer.load(model);
        var transformer = ModelFolder.load(model, Optional.empty())) {
      var encoder =
          SequenceEncoder.of(
              tokenizer, PromptTemplate.of(model, tokenizer), transformer.contextLength());
      Set<Integer> ends = ignoreEos ? Set.of() : ModelFolder.endTokens(model, tokenizer);
      var generator =
          new LocalGenerator(transformer, encoder, ends, sampling, new Seeds(seed), batch);
      write(all, generations(generator, all));
    }
    return ExitCode.OK.code();
  }

  private void check() {
    var problems = new Problems();
    if (prompts.isEmpty() && data == null)
      problems.error("--prompt", "", "nothing to answer", "give --prompt or --data");
    if (samples < 1) problems.error("--samples", samples, "must be at least 1", "raise it");
    if (batch < 1) problems.error("--batch", batch, "must be at least 1", "raise it");
    problems.throwIfErrors(ExitCode.USAGE);
  }

  private List<List<Generation>> generations(LocalGenerator generator, List<Content> all) {
    var err = Objects.requireNonNull(spec).commandLine().getErr();
    var progress = new ConsoleProgress(err, System.console() != null);
    int total = all.size() * samples;
    progress.stage("generating " + total);
    var generations =
        generator.generations(all, samples, done -> progress.at(done, total, Map.of()));
    progress.end();
    return generations;
  }

  private void write(List<Content> all, List<List<Generation>> generations) throws IOException {
    var lines = new StringBuilder();
    var texts = new StringBuilder();
    var mapper = new ObjectMapper();
    for (int i = 0; i < all.size(); i++)
      for (int s = 0; s < generations.get(i).size(); s++) {
        var generation = generations.get(i).get(s);
        lines.append(mapper.writeValueAsString(row(all.get(i), s, generation))).append('\n');
        texts.append(generation.text()).append('\n');
      }
    if (out != null) {
      AtomicFiles.write(out, lines.toString());
    } else if (spec != null) {
      var printed = spec.commandLine().getOut();
      printed.print(json ? lines : texts);
      printed.flush();
    }
  }

  private static Map<String, Object> row(Content prompt, int sample, Generation generation) {
    var row = new LinkedHashMap<String, Object>();
    row.put(
        "prompt",
        switch (prompt) {
          case Content.Text text -> text.text();
          case Content.Chat chat ->
              chat.messages().stream()
                  .map(m -> Map.of("role", m.role(), "content", m.content()))
                  .toList();
        });
    row.put("sample", sample);
    row.put("response", generation.text());
    row.put("finish", generation.finish().name().toLowerCase(Locale.ROOT));
    row.put("tokens", generation.ids().length);
    row.put("log_probability", generation.logProbability());
    return row;
  }
}
