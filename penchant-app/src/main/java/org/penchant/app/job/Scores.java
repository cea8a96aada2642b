package org.penchant.app.job;

import java.util.ArrayList;
import java.util.List;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.reference.CachedReference;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/**
 * Log-probabilities of the responses of rows under a model.
 *
 * @param rows in the order of the data
 */
public record Scores(List<ScoredRow> rows) {
  public Scores {
    rows = List.copyOf(rows);
  }

  /** A row and its responses, chosen first in a decided pair, else in the data's order. */
  public record ScoredRow(Comparison row, List<Scored> responses) {}

  /**
   * A response.
   *
   * @param role chosen, rejected, response, or candidate and its number
   * @param sequence its tokens with the prompt's
   * @param tokens natural-log probability of each trained token
   */
  public record Scored(String role, TokenSequence sequence, double[] tokens) {
    /** log p(response | prompt), nats. */
    public double sum() {
      double sum = 0;
      for (double token : tokens) sum += token;
      return sum;
    }
  }

  /**
   * Scores every candidate of every row.
   *
   * @param maxTokens tokens of one packing
   * @throws ProblemsException naming every row that cannot be encoded or is longer than the context
   */
  public static Scores of(
      LoadedModel model, List<Comparison> rows, int maxTokens, Progress progress) {
    var encoder = model.text().encoder().withMaxLength(model.text().context());
    var problems = new Problems();
    var groups = new ArrayList<List<TokenSequence>>();
    for (var row : rows) {
      var group = new ArrayList<TokenSequence>();
      for (var candidate : candidates(row))
        encoder
            .encode(row, candidate.content(), problems)
            .ifPresent(encoded -> group.add(encoded.sequence()));
      groups.add(group);
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
    progress.stage("scoring " + rows.size() + " rows with " + model.text().folder());
    var known =
        CachedReference.compute(
            model.model(),
            groups,
            maxTokens,
            done -> progress.at(done, groups.size(), java.util.Map.of()));
    var scored = new ArrayList<ScoredRow>();
    for (int i = 0; i < rows.size(); i++) {
      var responses = new ArrayList<Scored>();
      for (int r = 0; r < groups.get(i).size(); r++) {
        var sequence = groups.get(i).get(r);
        responses.add(
            new Scored(role(rows.get(i), groups.get(i).size(), r), sequence, known.of(sequence)));
      }
      scored.add(new ScoredRow(rows.get(i), responses));
    }
    return new Scores(scored);
  }

  private static List<Candidate> candidates(Comparison row) {
    return row.isDecidedPair() ? List.of(row.chosen(), row.rejected()) : row.candidates();
  }

  private static String role(Comparison row, int responses, int index) {
    return row.isDecidedPair() || responses == 1
        ? RowInspection.role(responses, index)
        : "candidate " + index;
  }
}
