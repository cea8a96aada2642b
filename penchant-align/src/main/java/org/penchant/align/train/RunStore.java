package org.penchant.align.train;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.objective.Anchor;
import org.penchant.core.io.Folders;
import org.penchant.core.io.Json;
import org.penchant.torch.tensor.Tensor;

/**
 * The files of a run while it trains: {@code metrics.jsonl}, a line a step and a line an
 * evaluation, and {@code checkpoints/}. Without a folder nothing is kept.
 */
public final class RunStore {
  private static final TypeReference<LinkedHashMap<String, Object>> LINE = new TypeReference<>() {};

  private final Optional<Path> folder;
  private final String run;

  private RunStore(Optional<Path> folder, String run) {
    this.folder = folder;
    this.run = run;
  }

  /** Keeps nothing. */
  public static RunStore none() {
    return new RunStore(Optional.empty(), "");
  }

  /**
   * Keeps files in {@code folder}.
   *
   * @param run identity of data, method and options; a checkpoint of another identity is refused
   * @param resume whether to go on from the newest checkpoint; otherwise earlier files are removed
   */
  public static RunStore in(Path folder, String run, boolean resume) throws IOException {
    Files.createDirectories(folder);
    var store = new RunStore(Optional.of(folder), run);
    if (!resume) {
      Files.deleteIfExists(store.log().orElseThrow());
      Folders.delete(store.checkpoints());
    }
    return store;
  }

  /** The metrics file. */
  public Optional<Path> log() {
    return folder.map(f -> f.resolve("metrics.jsonl"));
  }

  void logStep(long step, Map<String, Double> metrics) throws IOException {
    append("train", step, metrics);
  }

  void logEvaluation(long step, Map<String, Double> metrics) throws IOException {
    append("eval", step, metrics);
  }

  private void append(String kind, long step, Map<String, Double> metrics) throws IOException {
    if (folder.isEmpty()) return;
    var line = new LinkedHashMap<String, Object>();
    line.put("kind", kind);
    line.put("step", step);
    line.putAll(metrics);
    Files.writeString(
        log().orElseThrow(),
        Json.line(line) + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  void save(
      long step,
      double bestLoss,
      long bestStep,
      int withoutGain,
      Anchor anchor,
      Map<String, Map<String, Tensor>> tensors)
      throws IOException {
    if (folder.isEmpty()) return;
    Path log = log().orElseThrow();
    try (var channel = FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      channel.force(true);
    }
    Checkpoint.write(
        checkpoints(),
        new Checkpoint.State(
            step,
            run,
            Double.isFinite(bestLoss) ? bestLoss : Double.MAX_VALUE,
            bestStep,
            withoutGain,
            Files.size(log),
            anchor.mean(),
            anchor.variance()),
        tensors);
  }

  /** Restores tensors, and the log to where the checkpoint left it. */
  Optional<Checkpoint.State> restore(
      Map<String, Map<String, Tensor>> tensors,
      List<Map<String, Double>> history,
      Map<Long, Map<String, Double>> evaluations)
      throws IOException {
    if (folder.isEmpty()) return Optional.empty();
    var state = Checkpoint.restore(checkpoints(), run, tensors);
    Path log = log().orElseThrow();
    if (state.isEmpty()) {
      Files.deleteIfExists(log);
      return state;
    }
    try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.truncate(state.get().logLength());
    }
    for (String text : Files.readAllLines(log)) {
      var line = Json.mapper().readValue(text, LINE);
      var metrics = new LinkedHashMap<String, Double>();
      line.forEach((name, value) -> {
        if (value instanceof Number number) metrics.put(name, number.doubleValue());
      });
      double step = metrics.getOrDefault("step", 0.0);
      metrics.remove("step");
      if ("train".equals(line.get("kind"))) history.add(metrics);
      else evaluations.put((long) step, metrics);
    }
    return state;
  }

  /** Words on where the last whole state is, for error messages. */
  String hint() {
    return folder.map(f -> "; checkpoints are in " + f.resolve("checkpoints")).orElse("");
  }

  private Path checkpoints() {
    return folder.orElseThrow().resolve("checkpoints");
  }
}
