package org.penchant.app.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.penchant.align.lm.LoraAdapter;
import org.penchant.align.lm.ModelFolder;
import org.penchant.align.lm.SequenceClassifier;
import org.penchant.align.lm.Transformer;
import org.penchant.torch.tensor.DType;

/**
 * A model folder ready to score text.
 *
 * @param text its tokenizer and template
 * @param model what scores: the base, or the base with an adapter on it
 * @param base owns the weights
 */
public record LoadedModel(ModelText text, Transformer model, Transformer base)
    implements AutoCloseable {
  /**
   * Loads a folder.
   *
   * @param adapter a LoRA adapter's folder to put on it
   * @param type element type to compute in, or the folder's
   */
  public static LoadedModel load(
      Path folder, Optional<Path> adapter, Optional<DType> type, boolean countStraddling)
      throws IOException {
    var text = ModelText.open(folder, countStraddling);
    try {
      var base = base(folder, type);
      try {
        return new LoadedModel(
            text,
            adapter.isPresent() ? base.withAdapter(LoraAdapter.load(adapter.get(), base)) : base,
            base);
      } catch (IOException | RuntimeException e) {
        base.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  /** Of a sequence classifier its body, so that a reward model can train on. */
  private static Transformer base(Path folder, Optional<DType> type) throws IOException {
    if (!SequenceClassifier.isOne(folder)) return ModelFolder.load(folder, type);
    var classifier = SequenceClassifier.load(folder, type);
    classifier.score().close();
    return classifier.body();
  }

  @Override
  public void close() {
    if (model != base) model.close();
    base.close();
    text.close();
  }
}
