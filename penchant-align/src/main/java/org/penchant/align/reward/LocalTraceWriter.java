package org.penchant.align.reward;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.penchant.align.lm.Generation.Finish;
import org.penchant.align.lm.LocalGenerator;
import org.penchant.align.reward.tool.TraceText;
import org.penchant.align.reward.tool.TraceWriter;
import org.penchant.core.preference.Content;

/**
 * A local model that goes on with traces, greedily unless its sampling says otherwise. A text that
 * leaves no room in the model's context is answered with what is no trace, so that it is flagged.
 *
 * @param generator its stop texts are replaced by {@link TraceText#OBSERVATION}
 * @param instruction before every text; empty for a model that was taught to write traces
 */
public record LocalTraceWriter(LocalGenerator generator, String instruction)
    implements TraceWriter {
  private static final String NO_ROOM = "?";

  public LocalTraceWriter {
    generator =
        new LocalGenerator(
            generator.model(),
            generator.encoder(),
            generator.ends(),
            generator.sampling().withStops(List.of(TraceText.OBSERVATION)),
            generator.seeds(),
            generator.batch());
  }

  @Override
  public List<String> write(List<String> texts) {
    return write(texts, _ -> {});
  }

  /** The same; {@code progress} is told how many are done. */
  public List<String> write(List<String> texts, IntConsumer progress) {
    var prompts = new ArrayList<Content>();
    boolean[] fits = new boolean[texts.size()];
    for (int i = 0; i < fits.length; i++) {
      var prompt = Content.of(instruction + texts.get(i));
      int length = generator.encoder().encodePrompt(prompt, "trace").length;
      fits[i] = length < generator.model().contextLength();
      if (fits[i]) prompts.add(prompt);
    }
    var written = generator.generations(prompts, 1, progress).iterator();
    var said = new ArrayList<String>();
    for (boolean fit : fits) {
      if (!fit) {
        said.add(NO_ROOM);
        continue;
      }
      var one = written.next().getFirst();
      boolean asks = one.finish() == Finish.STOP;
      said.add(TraceText.turn(one.text() + (asks ? TraceText.OBSERVATION : "")));
    }
    return said;
  }
}
