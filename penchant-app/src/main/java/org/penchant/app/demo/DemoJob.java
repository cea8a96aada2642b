package org.penchant.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.random.Seeds;
import org.penchant.core.seam.Scorer;
import org.penchant.core.stats.Bootstrap;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.TTest;
import org.penchant.papers.catalogue.Catalogue;
import org.penchant.papers.catalogue.Method;
import org.penchant.papers.world.Annotator;
import org.penchant.papers.world.SimulatedAnnotator;
import org.penchant.papers.world.ToyGrammarWorld;

/**
 * The main job end to end in a small world: a corpus, a model from scratch, samples, simulated
 * annotators with stated noise, alignment, and what became of the true utility on prompts that
 * neither training saw.
 */
public final class DemoJob {
  private static final int CORPUS = 4000;
  private static final int HELD_OUT = 44;
  private static final int SAMPLES = 12;
  private static final int SHOWN = 5;
  private static final int MAX_NEW_TOKENS = 32;
  private static final double FLIPS = 0.1;

  private final Path out;
  private final Method method;
  private final Seeds seeds;
  private final Progress progress;
  private final Consumer<String> say;
  private final Supplier<String> clock;
  private final ToyGrammarWorld world = ToyGrammarWorld.defaults();
  private final Scorer utility = ToyGrammarWorld.utility();

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
    var prompts = ToyGrammarWorld.prompts();
    int[] order = Seeds.permutation(prompts.size(), seeds.stream("prompts"));
    var all = java.util.Arrays.stream(order).mapToObj(prompts::get).toList();
    var fresh = all.subList(0, HELD_OUT);
    var known = all.subList(HELD_OUT, all.size());
    say.accept(
        "1. A corpus of "
            + CORPUS
            + " requests with answers of mixed manners, half of them rude or beside the point.");
    Path corpus = writeCorpus(known);
    StarterModel.write(
        out.resolve("starter"), ToyGrammarWorld.vocabulary(), seeds.child("starter"));

    say.accept("2. A small transformer learns to write such answers, from random weights.");
    command(
        "align --method sft --model starter --data corpus.jsonl --learning-rate 3e-3 --batch-size 64 --epochs 2 --out base");
    align("sft", out.resolve("starter"), corpus, out.resolve("base"), 3e-3, 64, 2, 0);
    Path base = out.resolve("base").resolve("model");

    say.accept("3. It answers " + known.size() + " requests, " + SAMPLES + " times each.");
    command("generate --model base/model --data prompts.jsonl --samples 12 --out samples.jsonl");
    writePrompts("prompts.jsonl", known);
    var answers = generate(base, known);

    say.accept(
        "4. Simulated annotators compare pairs of answers: Bradley-Terry on the true utility, and "
            + Math.round(100 * FLIPS)
            + " % of their labels are flipped.");
    command("prefer --data samples.jsonl --scorer words:thank,enjoy --out pairs.jsonl");
    Path pairs = writePairs(known, answers);

    say.accept("5. The model is aligned with " + method.id() + " " + method.settings() + ".");
    command(
        "align --method "
            + method.id()
            + " --model base/model --data pairs.jsonl --learning-rate 5e-4 --batch-size 32 --epochs 2 --samples 5 --out aligned");
    var summary = align(method.id(), base, pairs, out.resolve("aligned"), 5e-4, 32, 2, SHOWN);
    summary.text().lines().forEach(line -> say.accept("   " + line));

    say.accept(
        "6. "
            + fresh.size()
            + " requests that no training saw, answered before and after, with the true utility.");
    writePrompts("held-out.jsonl", fresh);
    var before = generate(base, fresh);
    var after = generate(out.resolve("aligned").resolve("model"), fresh);
    return compare(fresh, before, after, summary.report());
  }

  private Outcome compare(
      List<Content> prompts, List<List<Content>> before, List<List<Content>> after, Path report) {
    for (int i = 0; i < SHOWN; i++) {
      say.accept("   " + prompts.get(i).plain());
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

  private String show(String when, Content prompt, Content answer) {
    return String.format(
        Locale.ROOT,
        "     %s %+.0f  %s",
        when,
        utility.score(prompt, answer),
        answer.plain().strip());
  }

  private double[] utilities(List<Content> prompts, List<List<Content>> answers) {
    double[] means = new double[prompts.size()];
    for (int i = 0; i < means.length; i++) {
      var prompt = prompts.get(i);
      means[i] =
          answers.get(i).stream()
              .mapToDouble(answer -> utility.score(prompt, answer))
              .average()
              .orElseThrow();
    }
    return means;
  }

  private Path writeCorpus(List<Content> prompts) throws IOException {
    var random = seeds.stream("corpus");
    var lines = new StringBuilder();
    for (int i = 0; i < CORPUS; i++) {
      var prompt = prompts.get(i % prompts.size());
      String answer = " " + world.sample(prompt, random).plain();
      lines.append(Json.line(ordered("prompt", prompt.plain(), "completion", answer)));
      lines.append('\n');
    }
    return write("corpus.jsonl", lines);
  }

  private void writePrompts(String name, List<Content> prompts) throws IOException {
    var lines = new StringBuilder();
    for (var prompt : prompts)
      lines.append(Json.line(Map.of("prompt", prompt.plain()))).append('\n');
    write(name, lines);
  }

  private Path write(String name, CharSequence text) throws IOException {
    Path file = out.resolve(name);
    AtomicFiles.write(file, text.toString());
    return file;
  }

  private List<List<Content>> generate(Path folder, List<Content> prompts) throws IOException {
    try (var tokenizer = Tokenizer.load(folder);
        var model = ModelFolder.load(folder, Optional.empty())) {
      var encoder = SequenceEncoder.of(tokenizer, PromptTemplate.plain(), model.contextLength());
      var sampling = Sampling.defaults().withMaxNewTokens(MAX_NEW_TOKENS);
      return LocalGenerator.of(model, encoder, sampling, seeds.child("generate"))
          .generate(prompts, SAMPLES);
    }
  }

  private Path writePairs(List<Content> prompts, List<List<Content>> answers) throws IOException {
    var judge =
        SimulatedAnnotator.of(
            utility, Annotator.defaults().withFlip(FLIPS), seeds.child("annotators"));
    var lines = new StringBuilder();
    for (int i = 0; i < prompts.size(); i++)
      for (int k = 0; k + 1 < SAMPLES; k += 2) {
        var first = answers.get(i).get(k);
        var second = answers.get(i).get(k + 1);
        if (first.equals(second) || first.plain().isBlank() || second.plain().isBlank()) continue;
        var vote =
            judge.judge(
                prompts.get(i), List.of(Candidate.response(first), Candidate.response(second)));
        boolean firstWins =
            vote instanceof Feedback.Pairwise pair && pair.outcome() == Feedback.Outcome.FIRST;
        lines.append(
            Json.line(
                ordered(
                    "prompt", prompts.get(i).plain(),
                    "chosen", (firstWins ? first : second).plain(),
                    "rejected", (firstWins ? second : first).plain())));
        lines.append('\n');
      }
    return write("pairs.jsonl", lines);
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
