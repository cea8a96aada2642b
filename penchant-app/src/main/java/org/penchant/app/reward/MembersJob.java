package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.penchant.align.merge.ModeConnectivity;
import org.penchant.align.merge.ScoreScales;
import org.penchant.app.job.CodeVersions;
import org.penchant.app.job.Progress;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Folders;
import org.penchant.core.manifest.Machine;
import org.penchant.core.manifest.RunManifest;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problem;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Moments;
import org.penchant.data.write.JsonlWriter;
import org.penchant.eval.report.ManifestBlock;
import org.penchant.eval.report.Report.Section;
import org.penchant.eval.report.ReportFiles;
import org.penchant.torch.tensor.Engine;

/**
 * Several reward models trained one after the other, each a run of its own that can be resumed;
 * then their average, what tells whether it is sound, and margins of members that did not see a
 * row.
 */
public final class MembersJob {
  private static final double[] PLACES = {0, 0.25, 0.5, 0.75, 1};

  private final RewardRequest request;
  private final MemberPlan plan;
  private final Progress progress;

  public MembersJob(RewardRequest request, MemberPlan plan, Progress progress) {
    this.request = request;
    this.plan = plan;
    this.progress = progress;
  }

  /** Trains what is not yet trained, averages, measures and reports. */
  public RewardJob.Summary runAndReport(Supplier<String> clock) throws IOException {
    Path out = request.run().out();
    requireFree(out);
    if (plan.headSteps() > 0) trained(plan.head(request), "common head", clock);
    var folders = new ArrayList<Path>();
    for (int i = 1; i <= plan.count(); i++) {
      trained(plan.member(request, i), "member " + i + " of " + plan.count(), clock);
      folders.add(MemberPlan.folder(request, i).resolve("model"));
    }
    AtomicFiles.write(
        out.resolve("members.txt"),
        String.join("\n", folders.stream().map(Path::toString).toList()) + "\n");
    progress.stage("averaging " + plan.count() + " members");
    Path average = out.resolve("average");
    Folders.delete(average);
    var warnings = new ArrayList<Problem>(MergeJob.run(folders, average));
    var rows = RewardRows.read(request, new Seeds(request.train().seed()));
    var members = new ArrayList<MemberMargins>();
    var read = wanted(rows);
    for (Path folder : folders) members.add(margins(folder, read));
    if (plan.folds() > 0) strength(rows, members);
    var heldOut = rows.heldOut().stream().filter(Comparison::isDecidedPair).toList();
    var figures = new LinkedHashMap<String, Object>();
    var sections = new ArrayList<Section>();
    String text = "";
    if (!heldOut.isEmpty()) {
      var found = figures(rows, heldOut, folders, members, margins(average, read), read, warnings);
      figures.putAll(found.json());
      sections.addAll(found.sections());
      text = found.text();
    }
    var manifest =
        RunManifest.of("reward train", CodeVersions.here(), Machine.here(), request.run().started())
            .withMethod(Map.of("id", request.method().id(), "members", plan.toString()))
            .withSeeds(Map.of("root", request.train().seed()))
            .withEngine(Engine.identity())
            .withOptions(request.run().options())
            .withFinished(clock.get());
    AtomicFiles.write(out.resolve("manifest.json"), manifest.toJson());
    sections.add(Section.of("Run", ManifestBlock.of(manifest)));
    return new RewardJob.Summary(
        figures,
        text,
        ReportFiles.write(MemberFigures.report(request.method().id(), sections), out));
  }

  private void requireFree(Path out) {
    boolean begun =
        IntStream.rangeClosed(1, plan.count())
            .anyMatch(i -> Files.exists(MemberPlan.folder(request, i)));
    boolean finished = Files.exists(out.resolve(ReportFiles.PAGE));
    if (finished || (begun && !request.run().resume()))
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--out",
          out,
          finished ? "holds finished members" : "holds members of another run",
          finished
              ? "choose another folder, or remove this one"
              : "go on with --resume, or choose another folder");
  }

  /** Runs a member unless it is there. */
  private void trained(RewardRequest run, String name, Supplier<String> clock) throws IOException {
    progress.stage(name);
    if (!Files.exists(run.run().out().resolve(ReportFiles.PAGE)))
      new RewardJob(run, progress).runAndReport(clock);
  }

  private MemberMargins margins(Path folder, List<Comparison> rows) throws IOException {
    progress.stage("reading rows with " + folder);
    return MemberMargins.of(folder, request, rows, progress);
  }

  /** Rows whose margins are needed; vectors are found by their place among all rows. */
  private List<Comparison> wanted(RewardRows rows) {
    if (request.features().vectors().isPresent()) return rows.all();
    var wanted = new ArrayList<>(rows.heldOut());
    wanted.addAll(plan.folds() > 0 ? rows.train() : corrupted(rows));
    return wanted.stream().filter(Comparison::isDecidedPair).toList();
  }

  private List<Comparison> corrupted(RewardRows rows) {
    return rows.train().stream()
        .filter(Comparison::isDecidedPair)
        .filter(r -> r.column(plan.corrupted()).orElse(0) == 1)
        .toList();
  }

  private MemberFigures figures(
      RewardRows rows,
      List<Comparison> heldOut,
      List<Path> folders,
      List<MemberMargins> members,
      MemberMargins average,
      List<Comparison> read,
      List<Problem> warnings)
      throws IOException {
    var corrupted = corrupted(rows);
    var problems = new Problems();
    ScoreScales.check(
        members.stream().map(m -> m.utilities(heldOut)).toArray(double[][]::new), problems);
    warnings.addAll(problems.warnings());
    var each = new ArrayList<MemberFigures.Measured>();
    for (int i = 0; i < members.size(); i++)
      each.add(measured("member " + (i + 1), members.get(i), heldOut, corrupted));
    var best =
        each.stream().max(Comparator.comparingDouble(m -> m.accuracy().estimate())).orElseThrow();
    var all = new ArrayList<>(each);
    all.add(MemberFigures.Measured.mean(each));
    all.add(best.named("best of members (" + best.name() + ")"));
    all.add(
        MemberFigures.Measured.of(
            "ensemble", MemberMargins.mean(members), heldOut, corrupted, OptionalDouble.empty()));
    all.add(measured("average of weights", average, heldOut, corrupted));
    return new MemberFigures(all, path(folders, members, heldOut, read), warnings);
  }

  private static MemberFigures.Measured measured(
      String name, MemberMargins margins, List<Comparison> heldOut, List<Comparison> corrupted) {
    double deviation = Moments.sd(margins.utilities(heldOut));
    return MemberFigures.Measured.of(
        name, margins, heldOut, corrupted, OptionalDouble.of(deviation));
  }

  /** Accuracy between the first two members, a quarter at a time. */
  private ModeConnectivity path(
      List<Path> folders,
      List<MemberMargins> members,
      List<Comparison> heldOut,
      List<Comparison> read)
      throws IOException {
    double[] accuracies = new double[PLACES.length];
    Path between = request.run().out().resolve(".between");
    int last = PLACES.length - 1;
    for (int k = 0; k <= last; k++) {
      MemberMargins margins;
      if (k == 0 || k == last) margins = members.get(k == 0 ? 0 : 1);
      else {
        var parts = new ArrayList<Path>();
        for (int j = 0; j < last; j++) parts.add(folders.get(j < last - k ? 0 : 1));
        Folders.delete(between);
        MergeJob.run(parts, between);
        margins = margins(between, read);
      }
      accuracies[k] = MeasuredPair.accuracy(margins.of(heldOut)).estimate();
    }
    Folders.delete(between);
    return ModeConnectivity.of(PLACES, accuracies);
  }

  /** Training pairs with the margins of the members that did not see them. */
  private void strength(RewardRows rows, List<MemberMargins> members) throws IOException {
    var folds = Folds.of(rows.train(), plan.folds(), new Seeds(request.train().seed()));
    var marked = new ArrayList<Comparison>();
    for (var row : rows.train()) {
      var with = row;
      int number = 0;
      for (int i = folds.of(row); i < members.size(); i += plan.folds()) {
        Double margin = members.get(i).margins().get(row);
        if (margin != null) with = with.withColumn("margin_" + ++number, margin);
      }
      if (number > 0) marked.add(with);
    }
    new JsonlWriter().write(request.run().out().resolve("strength.jsonl"), marked);
  }
}
