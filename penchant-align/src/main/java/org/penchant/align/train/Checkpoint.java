package org.penchant.align.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.penchant.core.io.Folders;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.torch.safetensors.Safetensors;
import org.penchant.torch.safetensors.SafetensorsException;
import org.penchant.torch.safetensors.SafetensorsWriter;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * Everything a run needs to go on as if it had never stopped: {@code step-N/} with the policy's
 * trained tensors, the optimiser's, a moving reference's, and {@code state.json}. A folder is
 * written under another name and moved, so one that is there is whole.
 */
final class Checkpoint {
  private static final String PREFIX = "step-";
  private static final String HALF = ".half-";
  private static final int KEEP = 2;

  private Checkpoint() {}

  /** What is not a tensor. */
  record State(
      long step,
      String run,
      double bestLoss,
      long bestStep,
      int withoutGain,
      long logLength,
      double anchorMean,
      double anchorVariance) {}

  /** Writes a checkpoint and removes all but the newest {@value #KEEP}. */
  static void write(Path folder, State state, Map<String, Map<String, Tensor>> tensors)
      throws IOException {
    Files.createDirectories(folder);
    Path half = Files.createTempDirectory(folder, HALF);
    for (var group : tensors.entrySet())
      if (!group.getValue().isEmpty())
        SafetensorsWriter.write(
            half.resolve(group.getKey() + ".safetensors"), group.getValue(), Map.of());
    Files.writeString(half.resolve("state.json"), Json.pretty(state));
    Path whole = folder.resolve(PREFIX + state.step());
    if (Files.exists(whole)) discard(whole);
    Files.move(half, whole, StandardCopyOption.ATOMIC_MOVE);
    var all = steps(folder);
    for (var old : all.subList(0, Math.max(0, all.size() - KEEP))) discard(old);
  }

  /** The newest checkpoint's state, after its tensors were copied into {@code tensors}. */
  static Optional<State> restore(Path folder, String run, Map<String, Map<String, Tensor>> tensors)
      throws IOException {
    if (!Files.isDirectory(folder)) return Optional.empty();
    removeHalves(folder);
    var all = steps(folder);
    if (all.isEmpty()) return Optional.empty();
    Path newest = all.getLast();
    var state = Json.read(newest.resolve("state.json"), State.class);
    if (!state.run().equals(run))
      throw ProblemsException.of(
          ExitCode.USAGE,
          newest.toString(),
          state.run(),
          "the checkpoint belongs to a run with other data, method or options (" + run + ")",
          "resume with the options of the first start, or choose another --out");
    for (var group : tensors.entrySet())
      if (!group.getValue().isEmpty())
        copy(newest.resolve(group.getKey() + ".safetensors"), group.getValue());
    return Optional.of(state);
  }

  private static void copy(Path file, Map<String, Tensor> into) throws IOException {
    try (var stored = Safetensors.open(file);
        var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      for (var entry : into.entrySet()) entry.getValue().copyInPlace(stored.tensor(entry.getKey()));
    } catch (SafetensorsException damaged) {
      throw ProblemsException.of(
          ExitCode.BAD_MODEL,
          damaged.file().toString(),
          "",
          damaged.what(),
          "delete this checkpoint and resume from the one before");
    }
  }

  private static List<Path> steps(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(p -> p.getFileName().toString().matches(PREFIX + "\\d+"))
          .sorted(
              Comparator.comparingLong(
                  p -> Long.parseLong(p.getFileName().toString().substring(PREFIX.length()))))
          .toList();
    }
  }

  private static void removeHalves(Path folder) throws IOException {
    List<Path> halves;
    try (Stream<Path> entries = Files.list(folder)) {
      halves = entries.filter(p -> p.getFileName().toString().startsWith(HALF)).toList();
    }
    for (var half : halves) Folders.delete(half);
  }

  /** Takes the name away first, so that a folder under a checkpoint's name is always whole. */
  private static void discard(Path whole) throws IOException {
    Path half = whole.resolveSibling(HALF + whole.getFileName());
    Folders.delete(half);
    Files.move(whole, half, StandardCopyOption.ATOMIC_MOVE);
    Folders.delete(half);
  }

  /** The optimiser's tensors as a group of their own. */
  static Map<String, Map<String, Tensor>> groups(
      Map<String, Tensor> policy, Map<String, Tensor> optimiser, Map<String, Tensor> reference) {
    var groups = new LinkedHashMap<String, Map<String, Tensor>>();
    groups.put("policy", policy);
    groups.put("optimiser", optimiser);
    groups.put("reference", reference);
    return groups;
  }
}
