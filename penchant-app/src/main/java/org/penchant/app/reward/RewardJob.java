package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.reward.Categorical;
import org.penchant.align.reward.ComputedStates;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.States;
import org.penchant.align.reward.Users;
import org.penchant.align.reward.VectorStates;
import org.penchant.align.reward.crowd.Gathered;
import org.penchant.align.reward.lowrank.Pruning;
import org.penchant.align.reward.lowrank.UserWeight;
import org.penchant.align.train.RewardEncoder;
import org.penchant.align.train.RewardLoss;
import org.penchant.align.train.RewardOutcome;
import org.penchant.align.train.RewardTrainer;
import org.penchant.align.train.RunStore;
import org.penchant.align.train.Trainer;
import org.penchant.app.job.CodeVersions;
import org.penchant.app.job.Progress;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Folders;
import org.penchant.core.manifest.DataFile;
import org.penchant.core.manifest.Machine;
import org.penchant.core.manifest.RunManifest;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.data.read.DataSummary;
import org.penchant.eval.report.ReportFiles;
import org.penchant.torch.tensor.Engine;
import org.penchant.torch.tensor.Tensor;

/** From preference data to a reward model and its report. */
public final class RewardJob {
  /** The folder of a moving average, beside the model's. */
  static final String MOVING_AVERAGE = "moving-average";

  private final RewardRequest request;
  private final Progress progress;

  public RewardJob(RewardRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * All that a report tells.
   *
   * @param data what was read
   * @param train rows trained on
   * @param heldOut rows held out
   * @param dropped rows left out, by reason
   * @param result of training
   * @param after held-out rows under the trained model
   * @param users names by number
   * @param fewShot accuracy by rows seen of users that training did not see; empty without them
   * @param shares how users weigh what they share; empty where users do not differ
   * @param sources what became of each of several sources
   */
  public record Outcome(
      DataSummary data,
      RewardEncoder.Encoded train,
      RewardEncoder.Encoded heldOut,
      Map<String, Integer> dropped,
      Trainer.Result result,
      List<RewardOutcome> after,
      List<String> users,
      List<FewShotCurve.Point> fewShot,
      Optional<UserFigures> shares,
      Optional<SourceFigures> sources) {}

  /** Runs the job; the model's folder appears when training ends. */
  public Outcome run() throws IOException {
    checkFolder();
    var seeds = new Seeds(request.train().seed());
    progress.stage("reading data");
    var rows = RewardRows.read(request, seeds);
    progress.stage("encoding " + rows.all().size() + " rows");
    try (var source = Source.open(request, rows.all(), seeds)) {
      var users = new Users();
      Optional<Set<Need>> needs = request.method().objective().map(Objective::needs);
      var encoder =
          new RewardEncoder(request.method().head(), needs, request.rows().ties(), users, true);
      var learning = encoded(encoder, rows.train(), source);
      var known =
          new RewardEncoder(request.method().head(), needs, request.rows().ties(), users, false);
      var heldOut = encoded(known, rows.heldOut(), source);
      var strangers = encoded(known, rows.strangers(), source);
      RewardChecks.check(request, learning);
      RewardChecks.checkTaught(request, source.states(), learning);
      var prompts = RewardParts.prompts(request, rows.meta(), source);
      return train(source, rows, learning, heldOut, strangers, prompts, users, seeds);
    }
  }

  private RewardEncoder.Encoded encoded(
      RewardEncoder encoder, List<Comparison> rows, Source source) {
    return request.method().opinions().isPresent()
            && request.method().head() instanceof Categorical levels
        ? encoder.encode(
            Gathered.opinions(rows, levels, request.method().opinions().get()), source.items())
        : encoder.encode(rows, source.items());
  }

  private Outcome train(
      Source source,
      RewardRows rows,
      RewardEncoder.Encoded learning,
      RewardEncoder.Encoded heldOut,
      RewardEncoder.Encoded strangers,
      List<RewardRow> prompts,
      Users users,
      Seeds seeds)
      throws IOException {
    var extras = request.extras();
    boolean still = request.features().frozen() || extras.member().headOnly();
    boolean computed = request.features().model().isPresent() && still;
    Map<String, Tensor> behind = still ? Map.of() : source.behind();
    if (computed) progress.stage("computing hidden states of " + source.states().size() + " texts");
    int items = source.states().size();
    States states =
        computed
            ? ComputedStates.of(source.states(), done -> progress.at(done, items, Map.of()))
            : source.states();
    try (var model = RewardStart.of(request, states, learning.rows(), users, seeds);
        var parts = RewardParts.of(request, learning, model, states, behind, prompts, seeds)) {
      String start = RewardStart.digest(model);
      var loss = new RewardLoss(request.method().objective());
      var options = request.train().withSeed(extras.member().order().orElse(seeds.root()));
      var trainer = new RewardTrainer(model, states, behind, loss, options, parts.all());
      var before =
          parts.sources().isEmpty() ? List.<RewardOutcome>of() : trainer.outcomes(heldOut.rows());
      var warnings = new Problems();
      UserWarnings.firstMargins(request, trainer, learning.rows(), warnings);
      var trained =
          request.rows().userWeight() == UserWeight.ROWS
              ? learning.rows()
              : EncodedRewards.weighed(learning.rows(), request.rows().userWeight());
      progress.stage("training " + request.method().id() + " on " + trained.size() + " rows");
      var result =
          trainer.train(
              trained,
              heldOut.rows(),
              RunStore.in(
                  request.run().out(),
                  RunIdentity.of(request, rows.data()),
                  request.run().resume()),
              new Trainer.Listener() {
                @Override
                public void step(long step, long total, Map<String, Double> metrics) {
                  progress.at(step, total, metrics);
                }
              });
      progress.stage("scoring held-out rows");
      List<RewardOutcome> after;
      List<FewShotCurve.Point> curve;
      Optional<UserFigures> shares;
      try (var kept = extras.personal().prune() ? Pruning.of(model) : model) {
        after = trainer.withModel(kept).outcomes(heldOut.rows());
        curve = FewShotCurve.of(kept, states, strangers, loss, seeds);
        shares = UserFigures.of(kept, states, learning.rows(), warnings);
        progress.stage("writing " + request.run().out());
        save(folder(), kept, source, start);
        if (parts.movingAverage().isPresent()) {
          parts.movingAverage().get().take();
          save(request.run().out().resolve(MOVING_AVERAGE), kept, source, start);
        }
      }
      var dropped = EncodedRewards.dropped(learning, heldOut, strangers);
      source.dropped().forEach((why, n) -> dropped.merge(why, n, Integer::sum));
      return new Outcome(
          rows.data(),
          learning,
          heldOut,
          dropped,
          result,
          after,
          users.names(),
          curve,
          shares,
          parts.sources().isEmpty()
              ? Optional.empty()
              : Optional.of(
                  SourceFigures.of(
                      parts.sources(), request, heldOut.sources(), before, after, result)));
    } finally {
      if (computed && states instanceof VectorStates given) given.matrix().close();
    }
  }

  private void save(Path folder, RewardModel model, Source source, String start)
      throws IOException {
    if (request.run().resume()) Folders.delete(folder);
    SavedReward.save(folder, model, request, source, start);
  }

  private Path folder() {
    return request.run().out().resolve("model");
  }

  private void checkFolder() throws IOException {
    boolean finished = Files.exists(request.run().out().resolve(ReportFiles.PAGE));
    if (Files.exists(folder()) && (finished || !request.run().resume()))
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--out",
          request.run().out(),
          "holds a finished run",
          "choose another folder, or remove this one");
  }

  /**
   * What a run tells when it ends.
   *
   * @param figures held-out metrics
   * @param text the same for reading
   * @param report the report's HTML file
   */
  public record Summary(Map<String, Object> figures, String text, Path report) {}

  /** Runs the job and writes its reports, model card and manifest. */
  public Summary runAndReport(Supplier<String> clock) throws IOException {
    var outcome = run();
    var manifest =
        RunManifest.of("reward train", CodeVersions.here(), Machine.here(), request.run().started())
            .withMethod(
                Map.of(
                    "id", request.method().id(),
                    "settings", request.method().settings().toString(),
                    "head", request.method().head().toString(),
                    "objective",
                        request.method().objective().map(Objective::toString).orElse("labels")))
            .withData(
                outcome.data().files().stream()
                    .map(f -> new DataFile(f.file(), f.sha256(), f.rows()))
                    .toList())
            .withSeeds(Map.of("root", request.train().seed()))
            .withEngine(Engine.identity())
            .withOptions(request.run().options())
            .withFinished(clock.get());
    var report = new RewardReport(request, outcome, manifest);
    AtomicFiles.write(request.run().out().resolve("manifest.json"), manifest.toJson());
    AtomicFiles.write(folder().resolve("README.md"), report.modelCard());
    return new Summary(
        report.figures(), report.text(), ReportFiles.write(report.build(), request.run().out()));
  }
}
