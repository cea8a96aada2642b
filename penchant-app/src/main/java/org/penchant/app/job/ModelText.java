package org.penchant.app.job;

import java.io.IOException;
import java.nio.file.Path;
import org.penchant.align.lm.ModelFolder;
import org.penchant.align.lm.PromptTemplate;
import org.penchant.align.lm.SequenceEncoder;
import org.penchant.align.lm.SequenceEncoder.Straddling;
import org.penchant.align.lm.Tokenizer;

/**
 * What of a model folder turns rows into tokens, without its weights: tokenizer, chat template and
 * the length of its context.
 *
 * @param encoder without a limit of length
 * @param context tokens the model was made for
 */
public record ModelText(Path folder, Tokenizer tokenizer, SequenceEncoder encoder, int context)
    implements AutoCloseable {
  /** Opens a folder; tokens across the edge of a response are counted, or refused. */
  public static ModelText open(Path folder, boolean countStraddling) throws IOException {
    int context = ModelFolder.config(folder).contextLength();
    var tokenizer = Tokenizer.load(folder);
    try {
      var encoder =
          SequenceEncoder.of(tokenizer, PromptTemplate.of(folder, tokenizer), Integer.MAX_VALUE)
              .withStraddling(countStraddling ? Straddling.COUNT : Straddling.REFUSE);
      return new ModelText(folder, tokenizer, encoder, context);
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
