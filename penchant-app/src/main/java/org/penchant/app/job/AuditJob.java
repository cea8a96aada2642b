package org.penchant.app.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.eval.audit.AuditSettings;
import org.penchant.eval.audit.RankingAudit;
import org.penchant.eval.metric.PairScores;
import org.penchant.torch.tensor.DType;

/**
 * Audits how a policy ranks pairs against its reference; each scores with its own tokenizer and
 * template, one after the other.
 *
 * @param policy the model under audit
 * @param adapter a LoRA adapter on it
 * @param reference the model it was trained from
 * @param type element type to compute in, or each folder's
 * @param countStraddling whether tokens across the edge of a response are counted, not refused
 * @param maxTokens tokens of one packing
 */
public record AuditJob(
    Path policy,
    Optional<Path> adapter,
    Path reference,
    Optional<DType> type,
    boolean countStraddling,
    int maxTokens) {

  /**
   * Scores and audits.
   *
   * @param rows decided pairs
   * @throws ProblemsException if a row is no decided pair, or cannot be encoded
   */
  public RankingAudit run(
      List<Comparison> rows, AuditSettings settings, Seeds seeds, Progress progress)
      throws IOException {
    var problems = new Problems();
    for (var row : rows)
      if (!row.isDecidedPair())
        problems.error(
            row.provenance().toString(),
            row.feedback().getClass().getSimpleName(),
            "an audit takes decided pairs",
            "turn rankings and ratings into pairs, and remove ties");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    var after = scores(policy, adapter, rows, progress);
    var before = scores(reference, Optional.empty(), rows, progress);
    var pairs = new ArrayList<PairScores>();
    for (int i = 0; i < rows.size(); i++)
      pairs.add(pair(after.rows().get(i), before.rows().get(i)));
    return RankingAudit.of(pairs, settings, seeds);
  }

  private Scores scores(Path folder, Optional<Path> with, List<Comparison> rows, Progress progress)
      throws IOException {
    progress.stage("loading " + folder);
    try (var model = LoadedModel.load(folder, with, type, countStraddling)) {
      return Scores.of(model, rows, maxTokens, progress);
    }
  }

  private static PairScores pair(Scores.ScoredRow after, Scores.ScoredRow before) {
    var chosen = after.responses().get(0);
    var rejected = after.responses().get(1);
    return new PairScores(
        after.row().provenance().toString(),
        after.row().prompt().plain(),
        chosen.sum(),
        rejected.sum(),
        before.responses().get(0).sum(),
        before.responses().get(1).sum(),
        chosen.tokens().length,
        rejected.tokens().length,
        after.row().column("alpha"));
  }
}
