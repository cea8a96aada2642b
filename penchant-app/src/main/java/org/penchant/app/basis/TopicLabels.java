package org.penchant.app.basis;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penchant.core.random.Seeds;
import org.penchant.rank.basis.Reason;

/**
 * Topics of the prompts, gathered as categories are.
 *
 * @param labels a topic for each reason, -1 for none and for one that the encoder does not see
 */
record TopicLabels(NamedBasis basis, int[] labels) {
  /** Empty where fewer than two topics are named that the encoder sees. */
  static Optional<TopicLabels> of(
      List<Reason> reasons, BasisRequest request, ReasonVectors encoder, Seeds seeds)
      throws IOException {
    var names = reasons.stream().map(r -> r.topic().isBlank() ? "none" : r.topic()).toList();
    if (names.stream().distinct().count() < 2) return Optional.empty();
    var vectors = encoder.of(names);
    int[] seen = IntStream.range(0, names.size()).filter(i -> vectors.get(i).isPresent()).toArray();
    var known = Arrays.stream(seen).mapToObj(names::get).toList();
    int distinct = (int) known.stream().distinct().count();
    if (distinct < 2) return Optional.empty();
    double[][] all =
        Arrays.stream(seen).mapToObj(i -> vectors.get(i).orElseThrow()).toArray(double[][]::new);
    var basis = request.settings().withStartAtMost(distinct).find(all, seeds.stream("topics"));
    var top = basis.top(Math.min(request.most(), basis.needed(all, request.coverage())));
    int[] found = top.labels(all);
    int[] labels = new int[names.size()];
    Arrays.fill(labels, -1);
    for (int k = 0; k < seen.length; k++) labels[seen[k]] = found[k];
    return Optional.of(
        new TopicLabels(
            NamedBasis.of(encoder.identity(), top, all, known, Optional.empty()), labels));
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
