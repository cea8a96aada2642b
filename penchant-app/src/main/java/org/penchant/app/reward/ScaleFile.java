package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.penchant.align.curate.nearest.RewardScale;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;

/**
 * {@code scale.json} in a reward model's folder: its rewards are told in deviations of reference
 * answers' rewards from their mean. Margins of pairs, and calibration, stay as the head has them.
 */
public final class ScaleFile {
  private static final String NAME = "scale.json";

  private ScaleFile() {}

  /** The scale of a folder, if it has one. */
  static Optional<RewardScale> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) return Optional.empty();
    return Optional.of(Json.read(file.toString(), Files.readString(file), RewardScale.class));
  }

  /** Rewards and their variances on a scale, if there is one. */
  static double[][] scaled(double[][] rewards, Optional<RewardScale> scale) {
    if (scale.isEmpty()) return rewards;
    double sd = scale.get().sd();
    return Arrays.stream(rewards)
        .map(r -> new double[] {scale.get().of(r[0]), r[1] / (sd * sd)})
        .toArray(double[][]::new);
  }

  /** Leaves a folder without a scale: rewards are then as the head gives them. */
  static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
  }

  /** Writes the scale of a folder. */
  public static void write(Path folder, RewardScale scale) throws IOException {
    AtomicFiles.write(folder.resolve(NAME), Json.pretty(scale) + "\n");
  }
}
