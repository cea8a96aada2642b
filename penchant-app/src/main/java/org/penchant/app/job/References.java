package org.penchant.app.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.lm.Transformer;
import org.penchant.align.objective.Need;
import org.penchant.align.reference.CachedReference;
import org.penchant.align.reference.MovingReference;
import org.penchant.align.reference.Reference;
import org.penchant.align.reference.ReferenceKind;
import org.penchant.align.train.Example;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/** The reference that a request asks for, made from the policy before training or from the data. */
record References(AlignRequest request, Progress progress) {
  /** TRL's columns of reference log-probabilities, summed over the response. */
  private static final List<String> COLUMNS = List.of("ref_chosen_logps", "ref_rejected_logps");

  Optional<Reference> of(Transformer policy, List<Example> rows, List<Example> evaluation)
      throws IOException {
    boolean needed = request.method().objective().needs().contains(new Need.ReferenceLogps());
    return switch (request.reference()) {
      case ReferenceKind.None none when needed ->
          throw ProblemsException.of(
              ExitCode.USAGE,
              "--reference",
              none,
              request.method().id() + " compares the policy with a reference",
              "--reference frozen");
      case ReferenceKind.None _ -> Optional.empty();
      case ReferenceKind.Frozen _ -> Optional.of(frozen(policy, groups(rows, evaluation)));
      case ReferenceKind.Precomputed _ -> Optional.of(fromColumns(rows, evaluation));
      case ReferenceKind.Ema ema -> Optional.of(new MovingReference(policy.copy(), ema));
      case ReferenceKind.HardSync sync -> Optional.of(new MovingReference(policy.copy(), sync));
    };
  }

  /** All that rows ask of a reference. */
  static List<List<TokenSequence>> groups(List<Example> rows, List<Example> evaluation) {
    var groups = new ArrayList<List<TokenSequence>>();
    for (var side : List.of(rows, evaluation))
      for (var row : side) {
        groups.add(row.group());
        row.mismatched().ifPresent(m -> groups.add(List.of(m)));
      }
    return groups;
  }

  /** The policy's own log-probabilities, from the cache on disk if it has them. */
  CachedReference frozen(Transformer policy, List<List<TokenSequence>> groups) throws IOException {
    var cache =
        new ReferenceCache(
            request.out().toAbsolutePath().resolveSibling(".reference-cache"),
            ModelText.weights(request.model()) + request.type());
    var known = cache.read(groups);
    if (known.isPresent()) {
      progress.stage("reference log-probabilities from the cache");
      return known.get();
    }
    progress.stage("scoring " + groups.size() + " groups with the reference");
    var computed =
        CachedReference.compute(
            policy,
            groups,
            request.train().maxTokens(),
            done -> progress.at(done, groups.size(), Map.of()));
    cache.write(groups, computed);
    return computed;
  }

  /** Sums of the data, spread evenly over tokens: objectives read sums of the reference only. */
  private static CachedReference fromColumns(List<Example> rows, List<Example> evaluation) {
    var problems = new Problems();
    var groups = new ArrayList<List<TokenSequence>>();
    var tokens = new ArrayList<Double>();
    for (var side : List.of(rows, evaluation))
      for (var row : side) {
        groups.add(row.group());
        var sums = new ArrayList<Double>();
        for (String column : COLUMNS) {
          Double sum = row.columns().get(column);
          if (sum == null || !row.isPair())
            problems.error(
                row.place(),
                row.isPair() ? "no value" : row.sequences().size() + " responses",
                "a precomputed reference needs pairs with the column " + column,
                "read it with --numeric " + column + ", or use --reference frozen");
          sums.add(sum == null ? 0 : sum);
        }
        for (int i = 0; i < row.group().size(); i++) {
          int n = row.group().get(i).trained();
          // Rationales and copies have no part in what is compared with a reference.
          double sum = i < sums.size() ? sums.get(i) : 0;
          for (int t = 0; t < n; t++) tokens.add(sum / n);
        }
      }
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return CachedReference.of(groups, tokens.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
