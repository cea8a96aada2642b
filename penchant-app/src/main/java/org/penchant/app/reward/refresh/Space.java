package org.penchant.app.reward.refresh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penchant.align.reward.relevance.HashedEncoder;
import org.penchant.app.job.Progress;
import org.penchant.app.reward.LoadedReward;
import org.penchant.app.reward.StateVectors;
import org.penchant.core.preference.Comparison;

/**
 * Where responses are vectors, so that some are near each other. Any of them sees style as much as
 * what is right.
 */
public sealed interface Space {
  /**
   * Vectors of every row's candidates; empty where a row cannot be used.
   *
   * @param request how a reward model reads rows
   */
  List<Optional<double[][]>> vectors(
      List<Comparison> rows, RefreshRequest request, Progress progress) throws IOException;

  /** A space by its name: {@code reward}, {@code words}, or a model's folder. */
  static Space parse(String name) {
    return switch (name) {
      case "reward" -> new Own();
      case "words" -> new Words(HashedEncoder.defaults());
      default -> new States(Path.of(name));
    };
  }

  /** What the last map of the reward model reads. */
  record Own() implements Space {
    private static final int PASS = 8192;

    @Override
    public List<Optional<double[][]>> vectors(
        List<Comparison> rows, RefreshRequest request, Progress progress) throws IOException {
      var features = request.features();
      try (var loaded = LoadedReward.open(request.model(), features.text(), PASS)) {
        return loaded
            .read(
                rows, features.vectors(), features.text(), loaded.user(Optional.empty()), progress)
            .stream()
            .map(read -> read.map(LoadedReward.Read::hidden))
            .toList();
      }
    }
  }

  /** Hashed words and runs of characters; needs no model. */
  record Words(HashedEncoder encoder) implements Space {
    @Override
    public List<Optional<double[][]>> vectors(
        List<Comparison> rows, RefreshRequest request, Progress progress) {
      var found = new ArrayList<Optional<double[][]>>();
      for (var row : rows) {
        double[][] vectors =
            row.candidates().stream()
                .map(c -> encoder.encode(c.content().plain()))
                .toArray(double[][]::new);
        boolean known =
            Arrays.stream(vectors).allMatch(v -> Arrays.stream(v).anyMatch(x -> x != 0));
        found.add(known ? Optional.of(vectors) : Optional.empty());
      }
      return found;
    }
  }

  /** The hidden states of a language model at the last token of prompt and response. */
  record States(Path folder) implements Space {
    @Override
    public List<Optional<double[][]>> vectors(
        List<Comparison> rows, RefreshRequest request, Progress progress) throws IOException {
      return StateVectors.of(
          folder, rows, request.features().text(), request.train().maxTokens(), progress);
    }
  }
}
