package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.penchant.app.job.ModelText;
import org.penchant.app.job.ReadingIdentity;
import org.penchant.core.io.Sha256;
import org.penchant.data.read.DataSummary;

/** What makes two runs of training the same run. */
final class RunIdentity {
  private RunIdentity() {}

  /** A digest of everything that a checkpoint of this run depends on. */
  static String of(RewardRequest request, DataSummary data) throws IOException {
    var parts = new LinkedHashMap<String, String>();
    parts.put("method", request.method().toString());
    var features = request.features();
    if (features.vectors().isPresent()) parts.put("vectors", Sha256.of(features.vectors().get()));
    if (features.model().isPresent())
      parts.put(
          "model",
          ModelText.weights(features.model().get()) + ModelText.digest(features.model().get()));
    parts.put("features", features.hidden() + " " + features.frozen() + " " + features.text());
    if (features.languageWeight() > 0) parts.put("language", "" + features.languageWeight());
    if (features.init().isPresent()) parts.put("init", ModelText.weights(features.init().get()));
    parts.put("adapter", features.lora().toString());
    data.files().forEach(file -> parts.put("data " + parts.size(), file.sha256()));
    for (Path file : request.rows().evalData())
      parts.put("evaluation " + parts.size(), Sha256.of(file));
    var rows = request.rows();
    parts.put(
        "rows",
        rows.maxRows()
            + " "
            + rows.evalSplit()
            + " "
            + rows.heldOutUsers()
            + " "
            + rows.ties()
            + " "
            + rows.userWeight());
    parts.put("reading", ReadingIdentity.of(rows.columns(), rows.read()));
    parts.put("train", request.train().toString());
    var extras = request.extras();
    if (!extras.equals(RewardExtras.NONE)) parts.put("extras", extras.toString());
    if (extras.meta().isPresent()) parts.put("meta", Sha256.of(extras.meta().get().file()));
    if (extras.personal().towards().isPresent())
      parts.put("towards", ModelText.weights(extras.personal().towards().get()));
    if (extras.member().head().isPresent())
      parts.put("head", ModelText.weights(extras.member().head().get()));
    return Sha256.of(parts.toString()).substring(0, 16);
  }
}
