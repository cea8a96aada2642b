package org.penchant.app.reward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.penchant.align.lm.LocalGenerator;
import org.penchant.align.lm.Sampling;
import org.penchant.align.lm.SequenceEncoder;
import org.penchant.align.lm.Transformer;
import org.penchant.align.reward.LanguageFile;
import org.penchant.align.reward.LocalTraceWriter;
import org.penchant.align.reward.tool.Ablation;
import org.penchant.align.reward.tool.RowTraces;
import org.penchant.align.reward.tool.TraceWriter;
import org.penchant.app.job.Progress;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;

/**
 * A reward model that writes the traces it reads, greedily.
 *
 * @param body with its unembedding
 * @param encoder of texts
 */
public record OwnTraces(Transformer body, SequenceEncoder encoder) {
  /** Tokens that it may write between two observations. */
  private static final int TURN = 256;

  /** Whether a folder's model was taught to. */
  static boolean taught(LanguageFile language) {
    return language.traces().isPresent() && language.weight() > 0;
  }

  /** It needs no instruction. */
  public TraceWriter writer(int maxNewTokens) {
    var sampling = Sampling.greedy().withMaxNewTokens(maxNewTokens);
    return new LocalTraceWriter(LocalGenerator.of(body, encoder, sampling, new Seeds(0)), "");
  }

  /** Writes the traces of rows. */
  public TraceJob.Result write(List<Comparison> rows, Tracing tracing, Progress progress)
      throws IOException {
    return new TraceJob(writer(TURN), tracing.opened(), tracing.limits(), tracing.without(), false)
        .run(rows, progress);
  }

  /**
   * Rows with what is left of the traces they hold.
   *
   * @throws org.penchant.core.problems.ProblemsException naming traces that are none
   */
  static List<Comparison> given(List<Comparison> rows, Ablation without) {
    var problems = new Problems();
    var given = new ArrayList<Comparison>();
    for (var row : rows)
      given.add(
          RowTraces.with(
              row,
              row.candidates().stream()
                  .flatMap(c -> RowTraces.of(row, c.content(), problems).stream())
                  .map(without::of)
                  .toList()));
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return given;
  }
}
