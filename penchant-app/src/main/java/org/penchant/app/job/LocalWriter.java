package org.penchant.app.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.LocalGenerator;
import org.penchant.align.lm.ModelFolder;
import org.penchant.align.lm.PromptTemplate;
import org.penchant.align.lm.Sampling;
import org.penchant.align.lm.SequenceEncoder;
import org.penchant.align.lm.Tokenizer;
import org.penchant.align.lm.Transformer;
import org.penchant.core.preference.Content;
import org.penchant.core.random.Seeds;
import org.penchant.core.seam.Generator;

/**
 * A model folder that writes.
 *
 * @param generator draws from its own seeds alone
 * @param tokenizer owned
 * @param model owned
 */
public record LocalWriter(LocalGenerator generator, Tokenizer tokenizer, Transformer model)
    implements Generator, AutoCloseable {
  /** Opens a folder. */
  public static LocalWriter open(Path folder, Sampling sampling, Seeds seeds) throws IOException {
    var tokenizer = Tokenizer.load(folder);
    try {
      var model = ModelFolder.load(folder, Optional.empty());
      try {
        var encoder =
            SequenceEncoder.of(
                tokenizer, PromptTemplate.of(folder, tokenizer), model.contextLength());
        return new LocalWriter(
            LocalGenerator.of(model, encoder, sampling, seeds)
                .withEnds(ModelFolder.endTokens(folder, tokenizer)),
            tokenizer,
            model);
      } catch (IOException | RuntimeException e) {
        model.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** Whether a prompt leaves room for an answer in the model's context. */
  public boolean fits(Content prompt) {
    int tokens = generator.encoder().encodePrompt(prompt, "prompt").length;
    return tokens > 0 && tokens < model.contextLength();
  }

  @Override
  public List<List<Content>> generate(List<Content> prompts, int samples) {
    return generator.generate(prompts, samples);
  }

  /** The same, with no response to prompts that leave no room for one. */
  public List<List<Content>> generateFitting(List<Content> prompts, int samples) {
    var answers = generate(prompts.stream().filter(this::fits).toList(), samples).iterator();
    return prompts.stream()
        .map(prompt -> fits(prompt) ? answers.next() : List.<Content>of())
        .toList();
  }

  /** The same, telling how many responses are done. */
  public List<List<Content>> generate(List<Content> prompts, int samples, Progress progress) {
    long all = (long) prompts.size() * samples;
    return generator
        .generations(prompts, samples, done -> progress.at(done, all, Map.of()))
        .stream()
        .map(texts -> texts.stream().map(g -> Content.of(g.text())).toList())
        .toList();
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
