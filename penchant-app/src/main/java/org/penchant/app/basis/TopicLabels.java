package org.penchant.app.basis;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.penchant.core.random.Seeds;
import org.penchant.rank.basis.Reason;

/**
 * Topics of the prompts, gathered as categories are.
 *
 * @param labels a topic for each reason, -1 for none
 */
record TopicLabels(NamedBasis basis, int[] labels) {
  /** Empty where fewer than two topics are named. */
  static Optional<TopicLabels> of(
      List<Reason> reasons, BasisRequest request, ReasonVectors encoder, Seeds seeds)
      throws IOException {
    var names = reasons.stream().map(r -> r.topic().isBlank() ? "none" : r.topic()).toList();
    int distinct = (int) names.stream().distinct().count();
    if (distinct < 2) return Optional.empty();
    var vectors = encoder.of(names);
    if (vectors.stream().anyMatch(Optional::isEmpty)) return Optional.empty();
    double[][] all = vectors.stream().map(Optional::orElseThrow).toArray(double[][]::new);
    var basis = request.settings().withStartAtMost(distinct).find(all, seeds.stream("topics"));
    var top = basis.top(Math.min(request.most(), basis.needed(all, request.coverage())));
    return Optional.of(
        new TopicLabels(
            NamedBasis.of(encoder.identity(), top, all, names, Optional.empty()), top.labels(all)));
  }

  /** Topics against the categories of the same reasons. */
  BasisFindings.Topics against(int[] categories, int many) {
    int n = basis.names().size();
    long[][] counts = new long[n][many];
    double[] covered = new double[n];
    long[] all = basis.counts(labels);
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || categories[i] < 0) continue;
      covered[labels[i]]++;
      counts[labels[i]][categories[i]]++;
    }
    for (int t = 0; t < n; t++) covered[t] /= Math.max(1, all[t]);
    return new BasisFindings.Topics(basis, counts, covered);
  }
}
