package org.penchant.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.penchant.align.lm.ModelFolder;
import org.penchant.align.lm.PromptTemplate;
import org.penchant.align.lm.SequenceEncoder;
import org.penchant.align.lm.SequenceEncoder.Straddling;
import org.penchant.align.lm.Tokenizer;
import org.penchant.core.io.Sha256;

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

  /** A digest of the files that say how a row becomes tokens. */
  public static String digest(Path folder) throws IOException {
    var digests = new ArrayList<String>();
    for (String name : List.of("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"))
      if (Files.exists(folder.resolve(name))) digests.add(Sha256.of(folder.resolve(name)));
    return Sha256.of(digests.toString());
  }

  /** A digest of the weights in a model folder. */
  public static String weights(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      var digests = new ArrayList<String>();
      for (Path file : files.filter(f -> f.toString().endsWith(".safetensors")).sorted().toList())
        digests.add(Sha256.of(file));
      return digests.toString();
    }
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
