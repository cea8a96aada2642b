package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penchant.align.curate.nearest.RewardScale;
import org.penchant.align.lm.SequenceClassifier;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.LanguageFile;
import org.penchant.align.reward.MultiObjective;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.Scalar;
import org.penchant.align.reward.Scaling;
import org.penchant.align.reward.TextStates;
import org.penchant.align.reward.Trunk;
import org.penchant.align.reward.VectorFile;
import org.penchant.align.reward.VectorStates;
import org.penchant.align.train.TextItems;
import org.penchant.align.train.VectorItems;
import org.penchant.align.train.Wording;
import org.penchant.app.job.ModelText;
import org.penchant.app.job.Progress;
import org.penchant.core.parts.Codec;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Calibrator;
import org.penchant.torch.tensor.GradMode;

/** A reward model's folder, ready to score rows: of text with its body, of vectors without. */
public final class LoadedReward implements AutoCloseable {
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
    if (!RewardFolder.isOne(folder)) return classifier(folder, how, maxTokens);
    var description = RewardFolder.description(folder);
    var model = RewardFolder.read(folder);
    try {
      return description.text()
          ? ofText(folder, model, description, how, maxTokens)
          : new LoadedReward(folder, model, description, null, null, maxTokens);
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static LoadedReward classifier(Path folder, RewardRequest.Text how, int maxTokens)
      throws IOException {
    if (!SequenceClassifier.isOne(folder))
      throw ProblemsException.of(
          ExitCode.BAD_MODEL,
          folder.toString(),
          "",
          "is neither a folder of reward train nor a sequence classifier",
          "name OUT/model of a run of reward train");
    return ofText(folder, null, null, how, maxTokens);
  }

  /** With its body; the head is the classifier's own where none is given. */
  private static LoadedReward ofText(
      Path folder,
      @Nullable RewardModel model,
      RewardFolder.@Nullable Description description,
      RewardRequest.Text how,
      int maxTokens)
      throws IOException {
    var classifier = SequenceClassifier.load(folder, how.type());
    try {
      var text = ModelText.open(folder, how.countStraddling());
      var head = model == null ? of(classifier) : model;
      return new LoadedReward(folder, head, description, classifier, text, maxTokens);
    } catch (IOException | RuntimeException e) {
      classifier.close();
      throw e;
    }
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
      var body = Objects.requireNonNull(classifier).body();
      return new RewardReading(model, items, user)
          .read(
              traced(rows, how.tracing(), progress),
              () -> new TextStates(body, items.sequences(), false, maxTokens, false),
              progress);
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
      return new RewardReading(model, items, user)
          .read(rows, () -> new VectorStates(file.matrix(), items.starts()), progress);
    }
  }

  /** Numbers of a feature vector. */
  public int width() {
    return (int) model.trunk().layers().getFirst().weight().size(1);
  }

  @Override
  public void close() {
    model.close();
    if (classifier != null) classifier.close();
    if (text != null) text.close();
  }
}
