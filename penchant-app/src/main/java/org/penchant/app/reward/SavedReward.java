package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.penchant.align.lm.SequenceClassifier;
import org.penchant.align.reward.LanguageFile;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.RewardModel;
import org.penchant.core.io.Folders;

/** A trained reward model on disk. */
final class SavedReward {
  private SavedReward() {}

  /**
   * Writes the folder, under another name first, so that one that is there is whole. An adapter is
   * merged into its base.
   *
   * @param start digest of the head that training started from
   */
  static void save(
      Path folder, RewardModel model, RewardRequest request, Source source, String start)
      throws IOException {
    var description =
        RewardFolder.describe(
            model, request.features().model().isPresent(), request.method().toString());
    Path half = folder.resolveSibling(folder.getFileName() + ".half");
    Folders.delete(half);
    if (source instanceof Source.Model text) {
      var body = text.body();
      body.adapter().ifPresent(adapter -> adapter.mergeInto(text.loaded().base()));
      SequenceClassifier.save(
          half,
          text.loaded().base(),
          model.trunk().layers().getLast().weight(),
          text.loaded().text().folder(),
          request.features().languageWeight() > 0);
    } else Files.createDirectories(half);
    RewardFolder.write(half, model, description, Optional.of(start));
    if (description.text())
      new LanguageFile(request.features().languageWeight(), request.method().traces()).write(half);
    Files.move(half, folder);
  }
}
