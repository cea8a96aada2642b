package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.penchant.align.curate.nearest.RewardScale;
import org.penchant.align.lm.SequenceClassifier;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.LanguageFile;
import org.penchant.align.reward.MultiObjective;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardPass;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.Scalar;
import org.penchant.align.reward.Scaling;
import org.penchant.align.reward.States;
import org.penchant.align.reward.TextStates;
import org.penchant.align.reward.Trunk;
import org.penchant.align.reward.VectorFile;
import org.penchant.align.reward.VectorStates;
import org.penchant.align.train.RewardItems;
import org.penchant.align.train.TextItems;
import org.penchant.align.train.VectorItems;
import org.penchant.align.train.Wording;
import org.penchant.app.job.ModelText;
import org.penchant.app.job.Progress;
import org.penchant.core.parts.Codec;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Calibrator;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.TensorScope;

/** A reward model's folder, ready to score rows: of text with its body, of vectors without. */
public final class LoadedReward implements AutoCloseable {
  private static final int PASS = 256;

  private final Path folder;
  private final RewardModel model;
  private final RewardFolder.@Nullable Description description;
  private final @Nullable SequenceClassifier classifier;
  private final @Nullable ModelText text;
  private final int maxTokens;

  private LoadedReward(
      Path folder,
      RewardModel model,
      RewardFolder.@Nullable Description description,
      @Nullable SequenceClassifier classifier,
      @Nullable ModelText text,
      int maxTokens) {
    this.folder = folder;
    this.model = model;
    this.description = description;
    this.classifier = classifier;
    this.text = text;
    this.maxTokens = maxTokens;
  }

  /**
   * Loads a folder that {@code reward train} wrote, or a sequence classifier made elsewhere, whose
   * labels are rewards.
   */
  public static LoadedReward open(Path folder, RewardRequest.Text how, int maxTokens)
      throws IOException {
    if (RewardFolder.isOne(folder)) {
      var description = RewardFolder.description(folder);
      var model = RewardFolder.read(folder);
      try {
        if (!description.text())
          return new LoadedReward(folder, model, description, null, null, maxTokens);
        return new LoadedReward(
            folder,
            model,
            description,
            SequenceClassifier.load(folder, how.type()),
            ModelText.open(folder, how.countStraddling()),
            maxTokens);
      } catch (IOException | RuntimeException e) {
        model.close();
        throw e;
      }
    }
    if (!SequenceClassifier.isOne(folder))
      throw ProblemsException.of(
          ExitCode.BAD_MODEL,
          folder.toString(),
          "",
          "is neither a folder of reward train nor a sequence classifier",
          "name OUT/model of a run of reward train");
    var classifier = SequenceClassifier.load(folder, how.type());
    return new LoadedReward(
        folder,
        of(classifier),
        null,
        classifier,
        ModelText.open(folder, how.countStraddling()),
        maxTokens);
  }

  private static RewardModel of(SequenceClassifier classifier) {
    int labels = (int) classifier.score().size(0);
    var names = new ArrayList<String>();
    for (int k = 0; k < labels; k++) names.add("label " + k);
    Head head = labels == 1 ? new Scalar() : new MultiObjective(names, List.of());
    int width = (int) classifier.score().size(1);
    var trunk = Trunk.drawn(width, List.of(), head, false, new Seeds(0));
    try (var _ = GradMode.disabled()) {
      trunk.layers().getLast().weight().copyInPlace(classifier.score());
    }
    return RewardModel.drawn(head, trunk, Scaling.none(width), List.of(), new Seeds(0));
  }

  public Path folder() {
    return folder;
  }

  public RewardModel model() {
    return model;
  }

  /** What reward.json says, if there is one. */
  public Optional<RewardFolder.Description> description() {
    return Optional.ofNullable(description);
  }

  /** How margins become probabilities, if the model was calibrated. */
  public Optional<Calibrator> calibrator() {
    return description()
        .flatMap(d -> Optional.ofNullable(d.calibration()))
        .filter(node -> !node.isNull())
        .map(node -> Codec.read(node, Calibrator.class));
  }

  /**
   * The unit that rewards are told in, if it is not the head's own.
   *
   * @param logOdds log-odds by the temperature the model was calibrated with; otherwise the scale
   *     of its folder
   */
  Optional<RewardScale> unit(boolean logOdds) throws IOException {
    if (!logOdds) return ScaleFile.read(folder);
    return calibrator().orElse(null) instanceof Calibrator.Temperature t
        ? Optional.of(new RewardScale(0, t.temperature()))
        : Optional.empty();
  }

  /** Tokens of a text by itself; of a model of text. */
  int tokens(Content response) {
    return Objects.requireNonNull(text).tokenizer().encode(response.plain()).ids().length;
  }

  /**
   * The model as the writer of its own traces.
   *
   * @throws ProblemsException if it was not taught to write them
   */
  public OwnTraces ownTraces() throws IOException {
    var language = LanguageFile.read(folder);
    if (classifier == null || text == null || !OwnTraces.taught(language))
      throw ProblemsException.of(
          ExitCode.USAGE,
          folder.toString(),
          "",
          "was not taught to write traces",
          "train it with reward train --method 094 on rows with traces");
    return new OwnTraces(classifier.body(), text.encoder());
  }

  /** Rows with the traces that are to be read. */
  private List<Comparison> traced(List<Comparison> rows, Tracing tracing, Progress progress)
      throws IOException {
    var language = LanguageFile.read(folder);
    if (language.traces().isEmpty()) return rows;
    return tracing.from() == Tracing.From.MODEL && OwnTraces.taught(language)
        ? ownTraces().write(rows, tracing, progress).rows()
        : OwnTraces.given(rows, tracing.without());
  }

  private Wording wording() throws IOException {
    return LanguageFile.read(folder)
        .traces()
        .<Wording>map(Wording.Traced::new)
        .orElse(new Wording.Plain(false));
  }

  /** Whether it scores text; otherwise vectors. */
  public boolean scoresText() {
    return text != null;
  }

  /**
   * A user's number, or that of the population.
   *
   * @throws ProblemsException if the model does not know the user
   */
  public int user(Optional<String> name) {
    if (name.isEmpty()) return Outputs.POPULATION;
    return model
        .user(name.get())
        .orElseThrow(() ->
            ProblemsException.of(
                ExitCode.USAGE,
                "--user",
                name.get(),
                "the model knows " + model.users().size() + " users, not this one",
                "fit the user first: reward adapt"));
  }

  /**
   * A row under the model.
   *
   * @param outputs what the head says of it
   * @param hidden what the last map reads of every item; of no use where items have several
   *     positions
   */
  public record Read(Outputs outputs, double[][] hidden) {}

  /**
   * What the head says of every row's candidates; empty for rows that cannot be used.
   *
   * @param vectors of all rows, in order, for a model of vectors
   * @param how sequences that are too long are treated, for a model of text
   */
  public List<Optional<Read>> read(
      List<Comparison> rows,
      Optional<Path> vectors,
      RewardRequest.Text how,
      int user,
      Progress progress)
      throws IOException {
    if (scoresText() == vectors.isPresent())
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--embeddings",
          vectors.map(Path::toString).orElse("none"),
          folder + (scoresText() ? " reads text" : " reads vectors"),
          scoresText() ? "leave it out" : "give the .npy file of these rows");
    if (scoresText()) {
      var loaded = Objects.requireNonNull(text);
      int length = how.maxLength() > 0 ? how.maxLength() : loaded.context();
      var items =
          new TextItems(
              loaded.encoder(), length, how.truncation(), model.head().stepwise(), wording());
      var encoded = encoded(traced(rows, how.tracing(), progress), items, user);
      var body = Objects.requireNonNull(classifier).body();
      return run(
          encoded, new TextStates(body, items.sequences(), false, maxTokens, false), progress);
    }
    try (var file = VectorFile.open(vectors.orElseThrow())) {
      if (file.matrix().size(1) != width())
        throw ProblemsException.of(
            ExitCode.BAD_DATA,
            vectors.get().toString(),
            file.matrix().size(1) + " numbers a vector",
            folder + " reads vectors of " + width(),
            "embed with the encoder it was trained with");
      var items = VectorItems.of(rows, vectors.get(), file.matrix().size(0));
      return run(
          encoded(rows, items, user), new VectorStates(file.matrix(), items.starts()), progress);
    }
  }

  /** Numbers of a feature vector. */
  public int width() {
    return (int) model.trunk().layers().getFirst().weight().size(1);
  }

  private List<Optional<RewardRow>> encoded(List<Comparison> rows, RewardItems items, int user) {
    var problems = new Problems();
    var encoded = new ArrayList<Optional<RewardRow>>();
    for (var row : rows) encoded.add(encoded(row, items, user, problems));
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return encoded;
  }

  private Optional<RewardRow> encoded(
      Comparison row, RewardItems items, int user, Problems problems) {
    int[] at = new int[row.candidates().size()];
    for (int i = 0; i < at.length; i++) {
      OptionalInt item = items.candidate(row, i, problems);
      if (item.isEmpty()) return Optional.empty();
      at[i] = item.getAsInt();
    }
    int prompt = -1;
    if (model.head().promptOutputs() > 0) {
      var item = items.prompt(row, problems);
      if (item.isEmpty()) return Optional.empty();
      prompt = item.getAsInt();
    }
    return Optional.of(
        new RewardRow(
            row.provenance().toString(), at, prompt, user, new double[0], true, Map.of()));
  }

  private List<Optional<Read>> run(
      List<Optional<RewardRow>> rows, States states, Progress progress) {
    var found = new ArrayList<Optional<Read>>();
    for (int i = 0; i < rows.size(); i++) found.add(Optional.empty());
    var usable = new ArrayList<Integer>();
    for (int i = 0; i < rows.size(); i++) if (rows.get(i).isPresent()) usable.add(i);
    for (int from = 0; from < usable.size(); from += PASS) {
      var numbers = usable.subList(from, Math.min(usable.size(), from + PASS));
      var all = numbers.stream().map(i -> rows.get(i).orElseThrow()).toList();
      int at = 0;
      for (var run : states.split(all.stream().map(RewardRow::all).toList())) {
        try (var scope = TensorScope.open()) {
          var pass = new RewardPass(model, states, all.subList(at, at + run.size()), false);
          double[][] hidden = pass.hidden();
          int position = 0;
          for (int k = 0; k < run.size(); k++, at++) {
            int n = run.get(k).length;
            found.set(
                numbers.get(at),
                Optional.of(
                    new Read(
                        pass.outputs().get(k),
                        Arrays.copyOfRange(hidden, position, position + n))));
            for (int item : run.get(k)) position += states.positions(item);
          }
        }
      }
      progress.at(from + numbers.size(), rows.size(), Map.of());
    }
    return found;
  }

  @Override
  public void close() {
    model.close();
    if (classifier != null) classifier.close();
    if (text != null) text.close();
  }
}
