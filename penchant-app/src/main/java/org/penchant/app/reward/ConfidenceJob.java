package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penchant.app.job.Progress;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.eval.probe.RewardGate;

/**
 * How sure a reward model's representation is of what it saw, by distances to prototypes (arXiv
 * 2511.12464): for every response a confidence, the dimension that its vector tells most of, and
 * the reward behind a gate. The plain margin of a pair is a far stronger sign of which pairs are
 * ranked right; this adds a little to it.
 *
 * @param how one model and how rows reach it
 * @param prototypes the file
 * @param gate of all responses together
 */
public record ConfidenceJob(ScoreJob how, Path prototypes, RewardGate gate) {
  public ConfidenceJob {
    if (how.models().size() != 1)
      throw new IllegalArgumentException(
          "prototypes are of one model, not of " + how.models().size());
  }

  /**
   * A row's responses; empty lists where it has no rewards.
   *
   * @param gated rewards; NaN where one is dropped
   */
  public record Row(List<Double> confidence, List<String> used, List<Double> gated) {
    /** As columns of a line; what is dropped is null. */
    public Map<String, Object> json() {
      var shown = new ArrayList<@Nullable Double>();
      for (double value : gated) shown.add(Double.isNaN(value) ? null : value);
      return Map.of("confidence", confidence, "used", used, "gated", shown);
    }
  }

  /** Of rows that were scored, in their order. */
  public List<Row> run(List<ScoreJob.ScoredRow> scored, Progress progress) throws IOException {
    Path folder = how.models().getFirst();
    var known = PrototypeFile.of(prototypes, folder);
    progress.stage("comparing with prototypes of " + folder);
    List<Optional<double[][]>> hidden;
    try (var loaded = LoadedReward.open(folder, how.how(), how.maxTokens())) {
      hidden =
          loaded
              .read(rows(scored), how.vectors(), how.how(), loaded.user(how.user()), progress)
              .stream()
              .map(read -> read.map(LoadedReward.Read::hidden))
              .toList();
    }
    var rewards = new ArrayList<Double>();
    var confidences = new ArrayList<Double>();
    var used = new ArrayList<String>();
    for (int i = 0; i < scored.size(); i++)
      for (int c = 0; c < scored.get(i).candidates().size(); c++) {
        double[] h = hidden.get(i).orElseThrow()[c];
        if (h.length != known.scale().mean().length) throw other(h.length);
        rewards.add(scored.get(i).candidates().get(c).reward());
        confidences.add(known.confidence(h));
        used.add(known.used(h));
      }
    double[] gated =
        rewards.isEmpty() ? new double[0] : gate.apply(array(rewards), array(confidences));
    var found = new ArrayList<Row>();
    int at = 0;
    for (var row : scored) {
      int end = at + row.candidates().size();
      var behind = new ArrayList<Double>();
      for (int k = at; k < end; k++) behind.add(gated[k]);
      found.add(
          new Row(
              List.copyOf(confidences.subList(at, end)),
              List.copyOf(used.subList(at, end)),
              behind));
      at = end;
    }
    return found;
  }

  private static List<Comparison> rows(List<ScoreJob.ScoredRow> scored) {
    return scored.stream().map(ScoreJob.ScoredRow::row).toList();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private ProblemsException other(int width) {
    return ProblemsException.of(
        ExitCode.USAGE,
        prototypes.toString(),
        how.models().getFirst() + " has vectors of " + width,
        "holds prototypes of other vectors",
        "make them with reward eval --probe --prototypes of this model");
  }
}
