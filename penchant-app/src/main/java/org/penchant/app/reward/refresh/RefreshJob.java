package org.penchant.app.reward.refresh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.penchant.align.curate.Curation;
import org.penchant.align.curate.Tools;
import org.penchant.align.curate.nearest.RewardScale;
import org.penchant.app.job.DataRows;
import org.penchant.app.job.Progress;
import org.penchant.app.job.Split;
import org.penchant.app.reward.RewardJob;
import org.penchant.app.reward.ScaleFile;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Folders;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.data.write.JsonlWriter;
import org.penchant.eval.report.ReportFiles;

/**
 * Refreshes a reward model on the pairs nearest to what a policy now answers (FRFT, arXiv
 * 2412.10529): answers, similarities, filter, training from the last or the first reward model, a
 * guard on held-out pairs, and rewards scaled anew by reference answers. The policy's answers draw
 * from a random stream of their own.
 */
public record RefreshJob(RefreshRequest request, Progress progress) {

  /**
   * What came of it.
   *
   * @param prompts of the pairs
   * @param answered of them, by the policy
   * @param relevance of every pair that has one
   * @param kept the filter's report
   * @param near what the reward model so far says of the kept pairs
   * @param before its accuracy on held-out pairs
   * @param after that of the refreshed one
   * @param scale of the refreshed rewards, if there were reference answers
   * @param leftOut rows that were not used, by reason
   */
  public record Outcome(
      int prompts,
      int answered,
      double[] relevance,
      Curation.StepReport kept,
      Margins near,
      Margins before,
      Margins after,
      Optional<RewardScale> scale,
      Map<String, Integer> leftOut) {
    /** The accuracy lost on held-out pairs; negative if it rose. */
    public double lost() {
      return before.accuracy() - after.accuracy();
    }
  }

  /** Runs the job; {@code OUT/model} appears only if the guard holds. */
  public Outcome run(Supplier<String> clock) throws IOException {
    Path out = request.run().out();
    checkFolder(out);
    RefreshTraining.requireRewards(request);
    Files.createDirectories(out);
    var seeds = new Seeds(request.train().seed());
    progress.stage("reading data");
    var leftOut = new LinkedHashMap<String, Integer>();
    var split = split(seeds, leftOut);
    var prompts = split.train().stream().map(Comparison::prompt).distinct().toList();
    var answers =
        PolicyAnswers.of(
            request.policy(),
            prompts,
            out.resolve("answers.jsonl"),
            request.run().resume(),
            seeds.child("refresh answers"),
            progress,
            request.pairs().data());
    var pairs = Similarities.add(split.train(), answers, request, leftOut, progress);
    var curated =
        new Curation(List.of(request.filter()))
            .run(pairs, Tools.seeded(seeds.child("refresh filter")));
    if (curated.rows().isEmpty()) throw none(pairs.size());
    new JsonlWriter().write(out.resolve(RefreshTraining.NEAREST), curated.rows());
    new JsonlWriter().write(out.resolve(RefreshTraining.HELD_OUT), split.heldOut());
    var near = margins(request.model(), curated.rows());
    var before = margins(request.model(), split.heldOut());
    if (before.pairs() == 0) throw unguarded(split.heldOut().size());
    Path trained = out.resolve(RefreshTraining.FOLDER).resolve("model");
    train(clock);
    var after = margins(trained, split.heldOut());
    var scale = ReferenceScale.of(request, trained, prompts, seeds, progress);
    var outcome =
        new Outcome(
            prompts.size(),
            answers.size(),
            pairs.stream().mapToDouble(this::relevance).toArray(),
            curated.steps().getFirst(),
            near,
            before,
            after,
            scale,
            leftOut);
    if (outcome.lost() > request.guard()) return outcome;
    if (scale.isPresent()) ScaleFile.write(trained, scale.get());
    Files.move(trained, out.resolve("model"));
    return outcome;
  }

  /** Trains, unless a resumed run has done so on the same pairs in the same way. */
  private void train(Supplier<String> clock) throws IOException {
    Path out = request.run().out();
    Path of = out.resolve(RefreshTraining.IDENTITY);
    String identity = RefreshTraining.identity(request);
    boolean same = Files.exists(of) && Files.readString(of).equals(identity);
    if (request.run().resume() && Files.exists(report())) {
      if (same) return;
      Folders.delete(out.resolve(RefreshTraining.FOLDER));
    }
    AtomicFiles.write(of, identity);
    new RewardJob(RefreshTraining.of(request), progress).runAndReport(clock);
  }

  private Path report() {
    return request.run().out().resolve(RefreshTraining.FOLDER).resolve(ReportFiles.PAGE);
  }

  private Split split(Seeds seeds, Map<String, Integer> leftOut) {
    var all = request.pairs().data().all();
    int most = request.pairs().maxRows();
    var rows = decided(most > 0 && most < all.size() ? all.subList(0, most) : all, leftOut);
    if (request.pairs().heldOut().isEmpty())
      return heldOut(Split.of(rows, request.pairs().share(), seeds));
    var data = request.pairs().data();
    var held = new DataRows(request.pairs().heldOut(), data.read(), data.columns()).all();
    return heldOut(new Split(rows, decided(held, leftOut)));
  }

  private static Split heldOut(Split split) {
    if (!split.heldOut().isEmpty() && !split.train().isEmpty()) return split;
    throw ProblemsException.of(
        ExitCode.USAGE,
        "--eval-split",
        split.heldOut().size() + " pairs held out, " + split.train().size() + " left",
        "a refresh needs pairs to learn from and pairs that guard it",
        "give --eval-data, or another --eval-split");
  }

  private static List<Comparison> decided(List<Comparison> rows, Map<String, Integer> leftOut) {
    var kept = rows.stream().filter(Comparison::isDecidedPair).toList();
    if (kept.size() < rows.size())
      leftOut.merge("no decided pair", rows.size() - kept.size(), Integer::sum);
    return kept;
  }

  private double relevance(Comparison row) {
    var filter = request.filter();
    return filter
        .relevance()
        .of(row.column(filter.chosen()).orElseThrow(), row.column(filter.rejected()).orElseThrow());
  }

  private Margins margins(Path model, List<Comparison> rows) throws IOException {
    return Margins.of(
        request.scores(model).run(rows, progress).stream()
            .filter(row -> !row.candidates().isEmpty())
            .map(row -> {
              int chosen = row.row().candidates().indexOf(row.row().chosen());
              return new double[] {
                row.candidates().get(chosen).reward(), row.candidates().get(1 - chosen).reward()
              };
            })
            .toList());
  }

  private void checkFolder(Path out) throws IOException {
    if (Files.exists(out.resolve("model")))
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--out",
          out,
          "holds a finished refresh",
          "choose another folder, or remove this one");
    if (!request.run().resume()) Folders.delete(out.resolve(RefreshTraining.FOLDER));
  }

  private static ProblemsException unguarded(int pairs) {
    return ProblemsException.of(
        ExitCode.BAD_DATA,
        "--eval-data",
        pairs + " pairs",
        "the model reads none of them, so that nothing guards the refresh",
        "see --max-length and --truncation");
  }

  private static ProblemsException none(int pairs) {
    return ProblemsException.of(
        ExitCode.BAD_DATA,
        "--data",
        pairs + " pairs with similarities",
        "none is near enough to the policy",
        "lower --least, or see that the answers are to prompts of the data");
  }
}
