package org.penchant.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.ModelFolder;
import org.penchant.align.lm.Transformer;
import org.penchant.align.reference.CachedReference;
import org.penchant.align.train.StepTimer;
import org.penchant.app.job.CompareRequest.Run;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problem;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.data.read.DataSummary;
import org.penchant.data.read.PreferenceReader;
import org.penchant.eval.report.ReportFiles;

/**
 * Many methods on one dataset and one model: rows are read, divided and encoded once, the
 * reference's log-probabilities are computed once, and every method is measured on the same
 * held-out pairs.
 */
public final class CompareJob {
  static final String RESULT = "result.json";
  private static final int WARM_UP = 16;

  private final CompareRequest request;
  private final Progress progress;

  public CompareJob(CompareRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * A method without numbers.
   *
   * @param reasons what it lacks, or what stopped it
   */
  public record Skipped(String id, ExitCode code, List<String> reasons) {}

  /**
   * What was found.
   *
   * @param data what was read
   * @param trainRows rows that methods may train on
   * @param heldOutPairs pairs that all methods are measured on
   * @param results in the order of the request
   * @param skipped methods that did not run to their end
   * @param levels where methods are compared
   */
  public record Outcome(
      DataSummary data,
      int trainRows,
      int heldOutPairs,
      List<MethodResult> results,
      List<Skipped> skipped,
      Levels levels) {}

  /** Runs all methods; each result is written as it ends. */
  public Outcome run() throws IOException {
    checkFolder();
    var common = request.common();
    progress.stage("reading data");
    var reader = new PreferenceReader(common.read());
    var problems = new Problems();
    var dataset = reader.read(common.data(), common.columns(), problems);
    var seeds = new Seeds(common.train().seed());
    var split = Split.of(common, reader, dataset.rows(), problems, seeds);
    problems.throwIfErrors(ExitCode.BAD_DATA);
    progress.stage("loading " + common.model());
    try (var text = ModelText.open(common.model(), common.countStraddling());
        var base = ModelFolder.load(common.model(), common.type())) {
      var rows = new CompareRows(common, split, text);
      progress.stage("encoding " + dataset.rows().size() + " rows");
      var pairs = Yardstick.pairs(rows.plain().heldOut().examples());
      if (pairs.isEmpty())
        throw ProblemsException.of(
            ExitCode.BAD_DATA,
            "held-out rows",
            rows.plain().heldOut().examples().size(),
            "methods are measured on held-out pairs, and there are none",
            "raise --eval-split, or name pairs with --eval-data");
      var skipped = new ArrayList<Skipped>();
      var prepared = prepared(rows, base, skipped);
      var reference = reference(base, rows.plain());
      var yardstick = new Yardstick(pairs, base, reference, common.train().maxTokens());
      var results = results(prepared, base, yardstick, dataset.summary(), skipped);
      return new Outcome(
          dataset.summary(),
          rows.plain().train().examples().size(),
          pairs.size(),
          results,
          List.copyOf(skipped),
          Levels.of(request.atKl(), request.atMargin(), results));
    }
  }

  private void checkFolder() throws IOException {
    var out = request.common().out();
    if (!request.resume() && Files.exists(out.resolve(ReportFiles.PAGE)))
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--out",
          out,
          "holds a finished comparison",
          "choose another folder, or --resume to add methods to it");
  }

  /** The rows of every method that can run. */
  private Map<Run, CompareRows.Prepared> prepared(
      CompareRows rows, Transformer base, List<Skipped> skipped) throws IOException {
    var prepared = new LinkedHashMap<Run, CompareRows.Prepared>();
    var lacking = new ArrayList<Problem>();
    for (var run : request.runs())
      try {
        int n = rows.plain().train().examples().size();
        prepared.put(run, rows.of(request.of(run, n), base, progress));
      } catch (ProblemsException lacks) {
        skipped.add(skipped(run, lacks));
        lacking.addAll(lacks.problems());
      }
    boolean none = prepared.keySet().stream().noneMatch(Run::asked);
    if (none || (request.strict() && !lacking.isEmpty()))
      throw new ProblemsException(skipped.getFirst().code(), lacking, lacking.size());
    return prepared;
  }

  private CachedReference reference(Transformer base, CompareRows.Encoded rows) throws IOException {
    var groups = References.groups(rows.train().examples(), rows.heldOut().examples());
    return new References(request.common(), progress).frozen(base, groups);
  }

  private List<MethodResult> results(
      Map<Run, CompareRows.Prepared> prepared,
      Transformer base,
      Yardstick yardstick,
      DataSummary data,
      List<Skipped> skipped)
      throws IOException {
    warmUp(prepared, base);
    var start = yardstick.start();
    var results = new ArrayList<MethodResult>();
    int number = 0;
    for (var entry : prepared.entrySet()) {
      var run = entry.getKey();
      var rows = entry.getValue();
      var own = request.of(run, rows.train().size());
      String identity = AlignJob.identity(own, data);
      Path file = request.folder(run).resolve(RESULT);
      progress.stage(run.method().id() + ", " + ++number + " of " + prepared.size());
      var known = known(file, identity);
      if (known.isPresent()) {
        results.add(known.get());
        continue;
      }
      try {
        var result = new CompareRun(own, progress, base, yardstick, start).of(rows, identity);
        AtomicFiles.write(file, Json.pretty(result));
        results.add(result);
      } catch (ProblemsException stopped) {
        if (request.strict()) throw stopped;
        skipped.add(skipped(run, stopped));
      }
    }
    return List.copyOf(results);
  }

  /** A few steps that change nothing, so that the first method is timed no worse than others. */
  private void warmUp(Map<Run, CompareRows.Prepared> prepared, Transformer base) {
    var first =
        prepared.entrySet().stream()
            .filter(e -> TeacherModels.wanted(e.getKey().method()).isEmpty())
            .findFirst();
    if (first.isEmpty()) return;
    progress.stage("warming up");
    try (var copy = base.copy(base.type())) {
      var objective = first.get().getKey().method().objective();
      new StepTimer(copy, objective, request.common().train())
          .time(first.get().getValue().train(), WARM_UP);
    }
  }

  private Optional<MethodResult> known(Path file, String identity) throws IOException {
    if (!request.resume() || !Files.exists(file)) return Optional.empty();
    var result = Json.read(file, MethodResult.class);
    if (!result.identity().equals(identity))
      throw ProblemsException.of(
          ExitCode.USAGE,
          file.toString(),
          result.identity(),
          "the result belongs to other data, options or parameters (" + identity + ")",
          "resume with the options of the first start, or choose another --out");
    return Optional.of(result);
  }

  private static Skipped skipped(Run run, ProblemsException why) {
    return new Skipped(run.method().id(), why.code(), why.lines().toList());
  }
}
