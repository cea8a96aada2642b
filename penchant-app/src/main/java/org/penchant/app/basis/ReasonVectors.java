package org.penchant.app.basis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penchant.align.reward.relevance.HashedEncoder;
import org.penchant.align.train.Truncation;
import org.penchant.app.job.Progress;
import org.penchant.app.reward.RewardRequest;
import org.penchant.app.reward.StateVectors;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Provenance;

/**
 * Reasons as vectors: a model's hidden state at their last token, or hashed words.
 *
 * @param model a folder; hashed words without
 */
record ReasonVectors(Optional<Path> model, Progress progress) {
  private static final HashedEncoder WORDS = new HashedEncoder(1024, 3, 5);
  private static final int MAX_TOKENS = 8192;

  /** What makes the vectors. */
  String identity() {
    return model.map(Path::toString).orElse(WORDS.identity());
  }

  /** Of each text; empty where it says nothing that the encoder sees. */
  List<Optional<double[]>> of(List<String> texts) throws IOException {
    if (model.isEmpty())
      return texts.stream()
          .map(text -> Optional.of(WORDS.encode(text)))
          .map(v -> v.filter(x -> Arrays.stream(x).anyMatch(y -> y != 0)))
          .toList();
    progress.stage("embedding " + texts.size() + " texts");
    var rows = new ArrayList<Comparison>();
    for (String text : texts)
      rows.add(
          Comparison.unjudged(
              Content.of("Reason:"),
              List.of(Content.of(" " + text)),
              Provenance.made("reasons", rows.size())));
    var how = new RewardRequest.Text(0, Truncation.COMPLETION, true, Optional.empty());
    return StateVectors.of(model.get(), rows, how, MAX_TOKENS, progress).stream()
        .map(found -> found.map(v -> v[0]))
        .toList();
  }
}
