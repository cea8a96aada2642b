package org.penchant.align.reward.tool;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.penchant.core.preference.Content;
import org.penchant.core.seam.Scorer;

/**
 * A reward head that reads the trace its model wrote; without a runner, an ordinary reward model on
 * question and answer.
 *
 * @param runner writes traces
 * @param head the reward of a text, from the state of its last token
 */
public record ToolScorer(Optional<TraceRunner> runner, ToDoubleFunction<String> head)
    implements Scorer {
  /** A reward with what it was read from. */
  public record Scored(double reward, TraceRunner.Traced traced) {}

  /** The reward and its trace. */
  public Scored explain(Content prompt, Content response) {
    var plain = Trace.of(prompt.plain(), response.plain());
    var traced =
        runner
            .map(r -> r.run(plain.question(), plain.answer()))
            .orElseGet(() ->
                new TraceRunner.Traced(
                    plain, TraceText.render(plain).text(), TraceRunner.End.COMPLETE));
    return new Scored(head.applyAsDouble(traced.text()), traced);
  }

  @Override
  public double score(Content prompt, Content response) {
    return explain(prompt, response).reward();
  }
}
