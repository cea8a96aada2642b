package org.penchant.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.penchant.align.lm.LocalGenerator;
import org.penchant.align.lm.LoraAdapter;
import org.penchant.align.lm.ModelFolder;
import org.penchant.align.lm.PromptTemplate;
import org.penchant.align.lm.Sampling;
import org.penchant.align.lm.SequenceEncoder;
import org.penchant.align.lm.Tokenizer;
import org.penchant.align.lm.Transformer;
import org.penchant.align.objective.MethodCompiler;
import org.penchant.align.objective.Need;
import org.penchant.align.reference.Reference;
import org.penchant.align.reference.ReferenceKind;
import org.penchant.align.train.Example;
import org.penchant.align.train.ExampleEncoder;
import org.penchant.align.train.RowOutcome;
import org.penchant.align.train.Trainer;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Folders;
import org.penchant.core.io.Sha256;
import org.penchant.core.manifest.DataFile;
import org.penchant.core.manifest.Machine;
import org.penchant.core.manifest.RunManifest;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.data.read.DataSummary;
import org.penchant.data.read.PreferenceReader;
import org.penchant.eval.report.ReportFiles;
import org.penchant.torch.tensor.Engine;
import org.penchant.torch.tensor.TensorScope;

/**
 * From preference data to an aligned model and its report: read, encode, score with the reference,
 * train, audit, write.
 */
public final class AlignJob {
  private static final int MAX_NEW_TOKENS = 64;

  private final AlignRequest request;
  private final Progress progress;

  public AlignJob(AlignRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * All that a report tells.
   *
   * @param data what was read
   * @param encoded the training rows
   * @param heldOut the held-out rows
   * @param result of training
   * @param before held-out rows under the starting policy
   * @param after held-out rows under the trained policy
   * @param prompts held-out prompts
   * @param answersBefore of the starting policy, greedy
   * @param answersAfter of the trained policy, greedy
   */
  public record Outcome(
      DataSummary data,
      ExampleEncoder.Encoded encoded,
      ExampleEncoder.Encoded heldOut,
      Trainer.Result result,
      List<RowOutcome> before,
      List<RowOutcome> after,
      List<Content> prompts,
      List<String> answersBefore,
      List<String> answersAfter) {}

  /** Runs the job; files appear in the run's folder as stages end. */
  public Outcome run() throws IOException {
    checkFolder();
    var seeds = new Seeds(request.train().seed());
    progress.stage("reading data");
    var reader = new PreferenceReader(request.read());
    var problems = new Problems();
    var dataset = reader.read(request.data(), request.columns(), problems);
    var split = Split.of(request, reader, dataset.rows(), problems, seeds);
    problems.throwIfErrors(ExitCode.BAD_DATA);
    progress.stage("loading " + request.model());
    try (var tokenizer = Tokenizer.load(request.model());
        var base = ModelFolder.load(request.model(), request.type());
        var policy = adapted(base, seeds)) {
      var encoder =
          SequenceEncoder.of(
                  tokenizer, PromptTemplate.of(request.model(), tokenizer), Integer.MAX_VALUE)
              .withStraddling(
                  request.countStraddling()
                      ? SequenceEncoder.Straddling.COUNT
                      : SequenceEncoder.Straddling.REFUSE);
      int length = request.maxLength() > 0 ? request.maxLength() : policy.contextLength();
      var examples =
          new ExampleEncoder(
              encoder, length, request.truncation(), request.method().objective().needs(), seeds);
      progress.stage("encoding " + dataset.rows().size() + " rows");
      return train(
          policy,
          encoder,
          examples.encode(split.train()),
          examples.encode(split.heldOut()),
          dataset.summary(),
          seeds);
    }
  }

  /**
   * What a run tells when it ends.
   *
   * @param figures held-out metrics before and after
   * @param text the same for reading
   * @param report the report's HTML file
   */
  public record Summary(Map<String, Map<String, Double>> figures, String text, Path report) {}

  /** Runs the job and writes its reports, model card and manifest. */
  public Summary runAndReport(Supplier<String> clock) throws IOException {
    var outcome = run();
    var manifest =
        RunManifest.of("align", CodeVersions.here(), Machine.here(), request.started())
            .withMethod(
                Map.of(
                    "id", request.method().id(),
                    "settings", request.method().settings().toString(),
                    "objective", request.method().objective().toString()))
            .withData(
                outcome.data().files().stream()
                    .map(f -> new DataFile(f.file(), f.sha256(), f.rows()))
                    .toList())
            .withSeeds(Map.of("root", request.train().seed()))
            .withEngine(Engine.identity())
            .withOptions(request.options())
            .withFinished(clock.get());
    var builder = new AlignReport(request, outcome, manifest);
    AtomicFiles.write(request.out().resolve("manifest.json"), manifest.toJson());
    AtomicFiles.write(trained().resolve("README.md"), builder.modelCard());
    return new Summary(
        builder.summary(), builder.text(), ReportFiles.write(builder.build(), request.out()));
  }

  /** What the run is for: the folder of the model, or of the adapter. */
  private Path trained() {
    return request.out().resolve(request.lora().isPresent() ? "adapter" : "model");
  }

  private void checkFolder() throws IOException {
    if (request.regimen().embeddings().isPresent()
        && !request.method().objective().needs().contains(new Need.Embeddings()))
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--embeddings",
          request.regimen().embeddings().get(),
          request.method().id() + " looks at no embeddings",
          "leave it out, or take 116-relative-po");
    // A killed process may have written the model but not yet the report, which comes last.
    boolean unfinished = request.resume() && !Files.exists(request.out().resolve(ReportFiles.PAGE));
    if (unfinished) removeParts();
    else if (Files.exists(request.out().resolve("model"))
        || Files.exists(request.out().resolve("adapter")))
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--out",
          request.out(),
          "holds a finished run",
          "choose another folder, or remove this one");
    if (request.lora().isPresent()
        && !(request.reference() instanceof ReferenceKind.Frozen
            || request.reference() instanceof ReferenceKind.None))
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--reference",
          request.reference(),
          "the reference of an adapter is its base, the adapter turned off",
          "--reference frozen");
  }

  /**
   * The base with a fresh adapter, or the base itself, which is then closed once more to no effect.
   */
  private Transformer adapted(Transformer base, Seeds seeds) {
    return request
        .lora()
        .map(config -> base.withAdapter(LoraAdapter.fresh(base, config, seeds)))
        .orElse(base);
  }

  /** Removes what a killed process was writing under temporary names. */
  private void removeParts() throws IOException {
    if (!Files.isDirectory(request.out())) return;
    try (var entries = Files.list(request.out())) {
      for (Path entry : entries.filter(e -> e.toString().endsWith(".tmp")).toList())
        Folders.delete(entry);
    }
  }

  private void save(Transformer policy) throws IOException {
    if (request.resume()) Folders.delete(trained());
    var adapter = policy.adapter();
    if (adapter.isPresent()) adapter.get().save(trained(), policy);
    else ModelFolder.save(trained(), policy, Optional.of(request.model()));
  }

  private Outcome train(
      Transformer policy,
      SequenceEncoder encoder,
      ExampleEncoder.Encoded encoded,
      ExampleEncoder.Encoded heldOut,
      DataSummary data,
      Seeds seeds)
      throws IOException {
    var objective = request.method().objective();
    var prepared = new PreparedRows(request, progress, policy, encoder.tokenizer());
    var rows = prepared.train(encoded);
    var evaluation = prepared.heldOut(heldOut);
    var problems = new Problems();
    if (rows.isEmpty())
      problems.error(
          "training data",
          encoded.examples().size() + " rows encoded, left out: " + encoded.dropped(),
          "no row is left to train on; lists whose labels are all equal hold no pair",
          "mend the data, or raise --max-length");
    MethodCompiler.checkAll(objective, rows.stream().map(Example::facts).toList(), problems);
    problems.throwIfErrors(ExitCode.BAD_DATA);
    var prompts =
        heldOut.rows().stream()
            .map(Comparison::prompt)
            .distinct()
            .limit(request.samples())
            .toList();
    String identity = identity(request, data);
    var reference = new References(request, progress).of(policy, rows, evaluation);
    try (var teachers = new TeacherModels(request).load();
        var trainer = new Trainer(policy, objective, reference, teachers, request.train())) {
      progress.stage("scoring held-out rows and sampling before training");
      var answersBefore = answers(policy, encoder, prompts, seeds);
      var before = trainer.outcomes(evaluation);
      progress.stage("training " + request.method().id());
      var result =
          new TrainingRun(request, progress, policy, teachers)
              .run(trainer, rows, evaluation, identity);
      progress.stage("scoring held-out rows and sampling after training");
      var after = trainer.outcomes(evaluation);
      var answersAfter = answers(policy, encoder, prompts, seeds);
      progress.stage("writing " + request.out());
      save(policy);
      return new Outcome(
          data, encoded, heldOut, result, before, after, prompts, answersBefore, answersAfter);
    } finally {
      reference.ifPresent(Reference::close);
    }
  }

  private List<String> answers(
      Transformer policy, SequenceEncoder encoder, List<Content> prompts, Seeds seeds) {
    if (prompts.isEmpty()) return List.of();
    var sampling =
        Sampling.greedy().withMaxNewTokens(MAX_NEW_TOKENS).withOverflow(Sampling.Overflow.STOP);
    try (var scope = TensorScope.open()) {
      return LocalGenerator.of(policy, encoder, sampling, seeds).generate(prompts, 1).stream()
          .map(samples -> samples.getFirst().plain())
          .toList();
    }
  }

  /** A digest of everything that a checkpoint or cached number of this run depends on. */
  static String identity(AlignRequest request, DataSummary data) throws IOException {
    var parts = new LinkedHashMap<String, String>();
    parts.put("method", request.method().toString());
    parts.put("model", ModelText.weights(request.model()));
    data.files().forEach(file -> parts.put("data " + parts.size(), file.sha256()));
    for (Path file : request.evalData()) parts.put("evaluation " + parts.size(), Sha256.of(file));
    parts.put("reading", ReadingIdentity.of(request.columns(), request.read()));
    parts.put("held out", String.valueOf(request.evalSplit()));
    parts.put("length", request.maxLength() + " " + request.truncation() + " " + request.maxRows());
    parts.put("text", ModelText.digest(request.model()));
    parts.put("reference", request.reference().toString());
    parts.put("type", request.type().toString() + request.lora());
    parts.put("train", request.train().toString());
    parts.put("regimen", request.regimen().toString());
    return Sha256.of(parts.toString()).substring(0, 16);
  }
}
