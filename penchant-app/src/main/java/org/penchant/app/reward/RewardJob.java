package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.reward.Categorical;
import org.penchant.align.reward.ComputedStates;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.Scaling;
import org.penchant.align.reward.States;
import org.penchant.align.reward.Trunk;
import org.penchant.align.reward.Users;
import org.penchant.align.reward.VectorStates;
import org.penchant.align.reward.crowd.Gathered;
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
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** From preference data to a reward model and its report. */
public final class RewardJob {
  /** Items that means and standard deviations of features are taken over. */
  private static final int SCALED_ON = 4096;

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
      Map<String, double[]> shares) {}

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
      return train(source, rows, learning, heldOut, strangers, users, seeds);
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
      Users users,
      Seeds seeds)
      throws IOException {
    boolean computed = request.features().model().isPresent() && request.features().frozen();
    if (computed) progress.stage("computing hidden states of " + source.states().size() + " texts");
    int items = source.states().size();
    States states =
        computed
            ? ComputedStates.of(source.states(), done -> progress.at(done, items, Map.of()))
            : source.states();
    try (var model = model(states, learning.rows(), users, seeds)) {
      var loss = new RewardLoss(request.method().objective());
      var trainer = new RewardTrainer(model, states, source.behind(), loss, request.train());
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
      var after = trainer.outcomes(heldOut.rows());
      var curve = FewShotCurve.of(model, states, strangers, loss, seeds);
      progress.stage("writing " + request.run().out());
      if (request.run().resume()) Folders.delete(folder());
      SavedReward.save(folder(), model, request, source);
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
          FewShotCurve.shares(model));
    } finally {
      if (computed && states instanceof VectorStates given) given.matrix().close();
    }
  }

  /** Features of vectors and of models that do not train are scaled, whose spread is unknown. */
  private RewardModel model(States states, List<RewardRow> rows, Users users, Seeds seeds)
      throws IOException {
    if (request.features().init().isPresent())
      return started(request.features().init().get(), states.width(), users);
    boolean text = request.features().model().isPresent();
    var head = request.method().head();
    var trunk =
        Trunk.drawn(states.width(), request.features().hidden(), head, !text || frozen(), seeds);
    var scaling = text && !frozen() ? Scaling.none(states.width()) : scaling(states, rows, seeds);
    return RewardModel.drawn(head, trunk, scaling, users.names(), seeds);
  }

  /** The weights of another run, for the same head, features and users. */
  private RewardModel started(Path folder, int width, Users users) throws IOException {
    var model = RewardFolder.read(folder);
    int reads = (int) model.trunk().layers().getFirst().weight().size(1);
    var problems = new Problems();
    if (!model.head().equals(request.method().head()))
      problems.error(
          folder.toString(),
          model.head(),
          "the method trains " + request.method().head(),
          "start from a model of the same method and settings");
    if (reads != width)
      problems.error(
          folder.toString(),
          "reads " + reads + " numbers",
          "the features have " + width,
          "start from a model of the same features");
    if (model.head().personal() && !model.users().equals(users.names()))
      problems.error(
          folder.toString(),
          model.users().size() + " users",
          "the data has " + users.names().size() + ", others or in another order",
          "start from a model of the same users");
    if (!problems.errors().isEmpty()) model.close();
    problems.throwIfErrors(ExitCode.USAGE);
    return model;
  }

  private boolean frozen() {
    return request.features().frozen();
  }

  private static Scaling scaling(States states, List<RewardRow> rows, Seeds seeds) {
    RandomGenerator random = seeds.stream("scaling");
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      var some = new ArrayList<int[]>();
      int count = 0;
      for (int i : Seeds.permutation(rows.size(), random)) {
        some.add(rows.get(i).items());
        count += rows.get(i).items().length;
        if (count >= SCALED_ON) break;
      }
      Tensor features = states.forward(some, false).states();
      return Scaling.of(features);
    }
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
