package org.penchant.align.reward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.torch.safetensors.Safetensors;
import org.penchant.torch.safetensors.SafetensorsException;
import org.penchant.torch.safetensors.SafetensorsWriter;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * A reward model's own files: {@code reward.json} says what its head is, {@code reward.safetensors}
 * holds trunk, tables and scaling. They stand alone for a model of vectors, and beside a sequence
 * classifier for a model of text.
 */
public final class RewardFolder {
  /** The description's file. */
  public static final String DESCRIPTION = "reward.json";

  private static final String WEIGHTS = "reward.safetensors";
  private static final String START = "start";
  private static final String LAPLACE = "laplace.safetensors";
  private static final int FORMAT = 1;

  private RewardFolder() {}

  /**
   * What reward.json says.
   *
   * @param format of the file
   * @param head as {@link Codec} writes it
   * @param width of the features
   * @param hidden widths of hidden layers
   * @param biased whether the last map has a bias
   * @param text whether features are hidden states of the body beside it; otherwise vectors
   * @param users names by number
   * @param method that trained it
   * @param calibration of margins, if it was calibrated: a description of a calibrator
   */
  public record Description(
      int format,
      JsonNode head,
      int width,
      List<Integer> hidden,
      boolean biased,
      boolean text,
      List<String> users,
      String method,
      @Nullable JsonNode calibration) {
    /** The same, calibrated. */
    public Description withCalibration(JsonNode calibrator) {
      return new Description(format, head, width, hidden, biased, text, users, method, calibrator);
    }
  }

  /** What a model is, for its description. */
  public static Description describe(RewardModel model, boolean text, String method) {
    var layers = model.trunk().layers();
    var hidden = new ArrayList<Integer>();
    for (var layer : layers.subList(0, layers.size() - 1)) hidden.add((int) layer.weight().size(0));
    return new Description(
        FORMAT,
        Codec.write(model.head()),
        (int) layers.getFirst().weight().size(1),
        hidden,
        layers.getLast().bias().isPresent(),
        text,
        model.users(),
        method,
        null);
  }

  /** Whether a folder holds a reward model's own files. */
  public static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(DESCRIPTION));
  }

  /** Writes both files into a folder that exists. */
  public static void write(Path folder, RewardModel model, Description description)
      throws IOException {
    write(folder, model, description, Optional.empty());
  }

  /**
   * Writes both files into a folder that exists.
   *
   * @param start digest of the head that training started from, if that is known
   */
  public static void write(
      Path folder, RewardModel model, Description description, Optional<String> start)
      throws IOException {
    var weights = new LinkedHashMap<>(model.parameters());
    weights.put("scaling.mean", model.scaling().mean());
    weights.put("scaling.deviation", model.scaling().deviation());
    var metadata = new LinkedHashMap<>(Map.of("format", "pt"));
    start.ifPresent(digest -> metadata.put(START, digest));
    SafetensorsWriter.write(folder.resolve(WEIGHTS), weights, metadata);
    describe(folder, description);
  }

  /** The digest of the head that training started from, if the folder says it. */
  public static Optional<String> start(Path folder) throws IOException {
    Path file = folder.resolve(WEIGHTS);
    try (var stored = Safetensors.open(file)) {
      return Optional.ofNullable(stored.metadata().get(START));
    } catch (SafetensorsException damaged) {
      throw bad(file, damaged.what(), "restore the file, or train again");
    }
  }

  /** Writes the description anew. */
  public static void describe(Path folder, Description description) throws IOException {
    AtomicFiles.write(folder.resolve(DESCRIPTION), Json.pretty(description) + "\n");
  }

  /**
   * Reads the description.
   *
   * @throws ProblemsException if it is missing or of another form
   */
  public static Description description(Path folder) throws IOException {
    Path file = folder.resolve(DESCRIPTION);
    if (!Files.isRegularFile(file))
      throw bad(file, "no such file", "name a folder that reward train wrote");
    try {
      var found = Json.mapper().readValue(Files.readString(file), Description.class);
      if (found.format() != FORMAT)
        throw bad(file, "format " + found.format() + " is not " + FORMAT, "train the model again");
      return found;
    } catch (JsonProcessingException damaged) {
      throw bad(file, "is no description of a reward model", "restore it, or train again");
    }
  }

  /** Loads the model that a description describes. */
  public static RewardModel read(Path folder) throws IOException {
    var description = description(folder);
    Head head;
    try {
      head = Codec.read(description.head(), Head.class);
    } catch (Codec.CodecException | IllegalArgumentException refused) {
      throw bad(folder.resolve(DESCRIPTION), String.valueOf(refused.getMessage()), "train again");
    }
    var trunk =
        Trunk.drawn(
            description.width(), description.hidden(), head, description.biased(), new Seeds(0));
    var model =
        RewardModel.drawn(
            head, trunk, Scaling.none(description.width()), description.users(), new Seeds(0));
    var tensors = new LinkedHashMap<>(model.parameters());
    tensors.put("scaling.mean", model.scaling().mean());
    tensors.put("scaling.deviation", model.scaling().deviation());
    try {
      fill(folder.resolve(WEIGHTS), tensors);
      return model;
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static void fill(Path file, Map<String, Tensor> tensors) throws IOException {
    try (var stored = Safetensors.open(file);
        var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      for (var entry : tensors.entrySet()) {
        boolean there = stored.names().contains(entry.getKey());
        long[] found = there ? stored.shape(entry.getKey()) : new long[0];
        if (!there || !Arrays.equals(found, entry.getValue().shape()))
          throw bad(
              file,
              "tensor "
                  + entry.getKey()
                  + " is missing or of another shape than "
                  + DESCRIPTION
                  + " says, "
                  + Arrays.toString(entry.getValue().shape()),
              "use the two files of one run");
        entry.getValue().copyInPlace(stored.tensor(entry.getKey()));
      }
    } catch (SafetensorsException damaged) {
      throw bad(file, damaged.what(), "restore the file, or train again");
    }
  }

  /** Writes how sure the last layer is. */
  public static void write(Path folder, LastLayerLaplace laplace) throws IOException {
    int width = laplace.mean().length;
    double[] flat = new double[width * width];
    for (int i = 0; i < width; i++)
      System.arraycopy(laplace.covariance()[i], 0, flat, i * width, width);
    try (var scope = TensorScope.open()) {
      var tensors = new LinkedHashMap<String, Tensor>();
      tensors.put("covariance", Tensor.of(flat, width, width));
      tensors.put("mean", Tensor.of(laplace.mean(), width));
      Path half = folder.resolve(LAPLACE + ".half");
      SafetensorsWriter.write(half, tensors, Map.of());
      Files.move(
          half,
          folder.resolve(LAPLACE),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** How sure the last layer is, if that was fitted. */
  public static Optional<LastLayerLaplace> laplace(Path folder) throws IOException {
    Path file = folder.resolve(LAPLACE);
    if (!Files.exists(file)) return Optional.empty();
    try (var stored = Safetensors.open(file);
        var scope = TensorScope.open()) {
      double[] mean = stored.tensor("mean").toDoubles();
      return Optional.of(
          new LastLayerLaplace(
              RewardModel.rows(stored.tensor("covariance").toDoubles(), mean.length), mean));
    } catch (SafetensorsException damaged) {
      throw bad(file, damaged.what(), "run reward calibrate --laplace again");
    }
  }

  private static ProblemsException bad(Path file, String rule, String remedy) {
    return ProblemsException.of(ExitCode.BAD_MODEL, file.toString(), "", rule, remedy);
  }
}
