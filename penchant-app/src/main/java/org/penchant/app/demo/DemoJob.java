package org.penchant.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.penchant.align.lm.LocalGenerator;
import org.penchant.align.lm.ModelFolder;
import org.penchant.align.lm.PromptTemplate;
import org.penchant.align.lm.Sampling;
import org.penchant.align.lm.SequenceEncoder;
import org.penchant.align.lm.Tokenizer;
import org.penchant.align.train.LearningRate;
import org.penchant.align.train.TrainOptions;
import org.penchant.app.job.AlignJob;
import org.penchant.app.job.AlignRequest;
import org.penchant.app.job.Progress;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Content;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Bootstrap;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.TTest;
import org.penchant.papers.catalogue.Catalogue;
import org.penchant.papers.catalogue.Method;
import org.penchant.papers.world.Annotator;

/**
 * The main job end to end in a small world: a corpus, a model from scratch, samples, simulated
 * annotators with stated noise, alignment, and what became of the true utility on prompts that
 * neither training saw.
 */
public final class DemoJob {
  private static final int CORPUS = 4000;
  private static final int PROMPTS = 300;
  private static final int SAMPLES = 4;
  private static final int HELD_OUT = 150;
  private static final int SHOWN = 5;
  private static final double FLIPS = 0.1;

  private final Path out;
  private final Method method;
  private final Seeds seeds;
  private final Progress progress;
  private final Consumer<String> say;
  private final Supplier<String> clock;
  private final HelpDesk world = new HelpDesk();

  /**
   * A demonstration.
   *
   * @param out a folder for everything it makes
   * @param method that aligns
   * @param say told what happens, a line at a time
   */
  public DemoJob(
      Path out,
      Method method,
      long seed,
      Progress progress,
      Consumer<String> say,
      Supplier<String> clock) {
    this.out = out;
    this.method = method;
    this.seeds = new Seeds(seed);
    this.progress = progress;
    this.say = say;
    this.clock = clock;
  }

  /** True utility of sampled answers on held-out prompts. */
  public record Outcome(Interval before, Interval after, TTest gain, Path report) {}

  /** Runs the demonstration. */
  public Outcome run() throws IOException {
    Files.createDirectories(out);
    say.accept(
        "1. A corpus of " + CORPUS + " letters to a help desk, answered with random manners.");
    Path corpus = writeCorpus();
    StarterModel.write(out.resolve("starter"), world.words(), seeds.child("starter"));

    say.accept("2. A small transformer learns to write such letters, from random weights.");
    command(
        "align --method sft --model starter --data corpus.jsonl --learning-rate 3e-3 --batch-size 64 --epochs 2 --out base");
    align("sft", out.resolve("starter"), corpus, out.resolve("base"), 3e-3, 64, 2, 0);
    Path base = out.resolve("base").resolve("model");

    say.accept("3. It answers " + PROMPTS + " letters, " + SAMPLES + " times each.");
    command("generate --model base/model --data prompts.jsonl --samples 4 --out samples.jsonl");
    var prompts = prompts("prompts", PROMPTS);
    var answers = generate(base, prompts);

    say.accept(
        "4. Simulated annotators compare pairs of answers: Bradley-Terry on the true utility, and "
            + Math.round(100 * FLIPS)
            + " % of their labels are flipped.");
    Path pairs = writePairs(prompts, answers);

    say.accept("5. The model is aligned with " + method.id() + " " + method.settings() + ".");
    command(
        "align --method "
            + method.id()
            + " --model base/model --data pairs.jsonl --learning-rate 5e-4 --batch-size 32 --epochs 2 --samples 5 --out aligned");
    var summary = align(method.id(), base, pairs, out.resolve("aligned"), 5e-4, 32, 2, SHOWN);
    summary.text().lines().forEach(line -> say.accept("   " + line));

    say.accept("6. New letters, answered before and after; the true utility nobody trained on.");
    var fresh = prompts("held-out", HELD_OUT);
    var before = generate(base, fresh);
    var after = generate(out.resolve("aligned").resolve("model"), fresh);
    return compare(fresh, before, after, summary.report());
  }

  private Outcome compare(
      List<String> prompts, List<List<String>> before, List<List<String>> after, Path report) {
    for (int i = 0; i < SHOWN; i++) {
      say.accept("   " + prompts.get(i));
      say.accept(show("before", prompts.get(i), before.get(i).getFirst()));
      say.accept(show("after ", prompts.get(i), after.get(i).getFirst()));
    }
    double[] a = utilities(prompts, before);
    double[] b = utilities(prompts, after);
    var bootstrap = Bootstrap.defaults();
    return new Outcome(
        bootstrap.mean(a, seeds.stream("bootstrap/before")),
        bootstrap.mean(b, seeds.stream("bootstrap/after")),
        TTest.paired(b, a),
        report);
  }

  private String show(String when, String prompt, String answer) {
    return String.format(
        Locale.ROOT,
        "     %s %+.1f %s",
        when,
        world.score(Content.of(prompt), Content.of(answer)),
        answer.strip());
  }

  private double[] utilities(List<String> prompts, List<List<String>> answers) {
    double[] means = new double[prompts.size()];
    for (int i = 0; i < means.length; i++) {
      var prompt = Content.of(prompts.get(i));
      means[i] =
          answers.get(i).stream()
              .mapToDouble(answer -> world.score(prompt, Content.of(answer)))
              .average()
              .orElseThrow();
    }
    return means;
  }

  private Path writeCorpus() throws IOException {
    var random = seeds.stream("corpus");
    var lines = new StringBuilder();
    for (int i = 0; i < CORPUS; i++) {
      String prompt = world.prompt(random);
      lines.append(
          Json.line(ordered("prompt", prompt, "completion", world.answer(prompt, random))));
      lines.append('\n');
    }
    Path file = out.resolve("corpus.jsonl");
    AtomicFiles.write(file, lines.toString());
    return file;
  }

  private List<String> prompts(String name, int count) throws IOException {
    var random = seeds.stream(name);
    var prompts = new ArrayList<String>();
    var lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      prompts.add(world.prompt(random));
      lines.append(Json.line(Map.of("prompt", prompts.getLast()))).append('\n');
    }
    AtomicFiles.write(out.resolve(name + ".jsonl"), lines.toString());
    return prompts;
  }

  private List<List<String>> generate(Path folder, List<String> prompts) throws IOException {
    try (var tokenizer = Tokenizer.load(folder);
        var model = ModelFolder.load(folder, Optional.empty())) {
      var encoder = SequenceEncoder.of(tokenizer, PromptTemplate.plain(), model.contextLength());
      var sampling = Sampling.defaults().withMaxNewTokens(48);
      // Equal prompts would draw equal samples: each prompt gets a stream by its place.
      var answers = new ArrayList<List<String>>();
      var distinct = prompts.stream().distinct().map(Content::of).toList();
      int most = 1 + prompts.size() / distinct.size() * 3;
      var pool =
          LocalGenerator.of(model, encoder, sampling, seeds.child("generate"))
              .generate(distinct, SAMPLES * most);
      var used = new LinkedHashMap<String, Integer>();
      var index = new LinkedHashMap<String, Integer>();
      for (int i = 0; i < distinct.size(); i++) index.put(distinct.get(i).plain(), i);
      for (String prompt : prompts) {
        int turn = used.merge(prompt, 1, Integer::sum) - 1;
        var samples = pool.get(index.getOrDefault(prompt, 0));
        int from = turn % most * SAMPLES;
        answers.add(samples.subList(from, from + SAMPLES).stream().map(Content::plain).toList());
      }
      return answers;
    }
  }

  private Path writePairs(List<String> prompts, List<List<String>> answers) throws IOException {
    var annotator = Annotator.defaults().withFlip(FLIPS);
    var random = seeds.stream("annotators");
    var lines = new StringBuilder();
    for (int i = 0; i < prompts.size(); i++)
      for (int k = 0; k + 1 < SAMPLES; k += 2) {
        String first = answers.get(i).get(k);
        String second = answers.get(i).get(k + 1);
        if (first.equals(second) || first.isBlank() || second.isBlank()) continue;
        var prompt = Content.of(prompts.get(i));
        boolean firstWins =
            annotator.prefersFirst(
                world.score(prompt, Content.of(first)) - world.score(prompt, Content.of(second)),
                first.length() - second.length(),
                random);
        lines.append(
            Json.line(
                ordered(
                    "prompt", prompts.get(i),
                    "chosen", firstWins ? first : second,
                    "rejected", firstWins ? second : first)));
        lines.append('\n');
      }
    Path file = out.resolve("pairs.jsonl");
    AtomicFiles.write(file, lines.toString());
    return file;
  }

  private AlignJob.Summary align(
      String id, Path model, Path data, Path to, double rate, int batch, double epochs, int shown)
      throws IOException {
    var chosen =
        id.equals(method.id()) ? method : Catalogue.load().method(id, Map.<String, JsonNode>of());
    var train =
        TrainOptions.defaults()
            .withBatch(batch, 8192)
            .withEpochs(epochs)
            .withLearningRate(new LearningRate(rate, LearningRate.Shape.COSINE, 0.1))
            .withSeed(seeds.seed(id));
    var request =
        AlignRequest.of(chosen, model, List.of(data), to)
            .withTrain(train)
            .withSamples(shown)
            .withStarted(clock.get());
    return new AlignJob(request, progress).runAndReport(clock);
  }

  private void command(String text) {
    say.accept("   the command: ./penchant " + text);
  }

  private static Map<String, String> ordered(String... keysAndValues) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < keysAndValues.length; i += 2)
      map.put(keysAndValues[i], keysAndValues[i + 1]);
    return map;
  }
}
