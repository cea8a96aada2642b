package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.penchant.align.reward.Outputs;
import org.penchant.app.job.Progress;
import org.penchant.core.preference.Comparison;

/** What one model says of decided pairs: the margin of the chosen, and both utilities. */
record MemberMargins(Map<Comparison, Double> margins, Map<Comparison, double[]> utilities) {
  /**
   * Reads rows with a model's folder, each for its own annotator where users differ.
   *
   * @param rows decided pairs, or all rows of the data where vectors have no index
   */
  static MemberMargins of(
      Path folder, RewardRequest request, List<Comparison> rows, Progress progress)
      throws IOException {
    var margins = new IdentityHashMap<Comparison, Double>();
    var utilities = new IdentityHashMap<Comparison, double[]>();
    var text = request.features().text();
    try (var loaded = LoadedReward.open(folder, text, request.train().maxTokens())) {
      var head = loaded.model().head();
      var tables = loaded.model().values();
      var read =
          loaded.read(rows, request.features().vectors(), text, Outputs.POPULATION, progress);
      for (int i = 0; i < read.size(); i++) {
        var row = rows.get(i);
        if (read.get(i).isEmpty() || !row.isDecidedPair()) continue;
        var user = row.feedback().mark().annotator().flatMap(n -> loaded.model().user(n));
        var outputs = read.get(i).get().outputs().withUser(user.orElse(Outputs.POPULATION));
        double sign = row.candidates().indexOf(row.chosen()) == 0 ? 1 : -1;
        margins.put(row, sign * head.margin(outputs, tables));
        utilities.put(row, Arrays.copyOf(head.utilities(outputs, tables).values(), 2));
      }
    }
    return new MemberMargins(margins, utilities);
  }

  /** The means of members' margins: their ensemble. */
  static MemberMargins mean(List<MemberMargins> members) {
    var mean = new IdentityHashMap<Comparison, Double>();
    for (var row : members.getFirst().margins().keySet())
      mean.put(
          row,
          members.stream()
              .mapToDouble(m -> m.margins().getOrDefault(row, Double.NaN))
              .average()
              .orElse(Double.NaN));
    return new MemberMargins(mean, Map.of());
  }

  /** Those of rows that could be read, in their order. */
  List<MeasuredPair> of(List<Comparison> rows) {
    return rows.stream()
        .filter(margins::containsKey)
        .map(r -> new MeasuredPair(margins.getOrDefault(r, Double.NaN), OptionalDouble.empty(), r))
        .toList();
  }

  /** Utilities of the candidates of rows. */
  double[] utilities(List<Comparison> rows) {
    return rows.stream()
        .filter(utilities::containsKey)
        .flatMapToDouble(r -> Arrays.stream(utilities.getOrDefault(r, new double[0])))
        .toArray();
  }
}
