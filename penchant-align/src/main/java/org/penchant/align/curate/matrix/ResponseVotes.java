package org.penchant.align.curate.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.rank.matrix.PairMatrix;

/**
 * Who won against whom among the responses to one prompt. Responses are told apart by their
 * content; a row counts by its weight, a tie as half a win for each, two bad responses not at all.
 *
 * @param responses each once
 * @param won [n][n], row over column
 * @param rows that said so
 */
public record ResponseVotes(List<Content> responses, double[][] won, List<Comparison> rows) {
  /** Of rows with one prompt and two responses each. */
  public static ResponseVotes of(List<Comparison> rows) {
    Map<Content, Integer> places = new LinkedHashMap<>();
    for (var row : rows)
      for (var candidate : row.candidates()) places.putIfAbsent(candidate.content(), places.size());
    double[][] won = new double[places.size()][places.size()];
    var votes = new ResponseVotes(List.copyOf(places.keySet()), won, List.copyOf(rows));
    for (var row : rows) {
      if (!(row.feedback() instanceof Pairwise said) || said.outcome() == Outcome.BOTH_BAD)
        continue;
      int first = votes.first(row);
      int second = votes.second(row);
      double share = said.outcome() == Outcome.TIE ? 0.5 : said.outcome() == Outcome.FIRST ? 1 : 0;
      won[first][second] += share * said.mark().weight();
      won[second][first] += (1 - share) * said.mark().weight();
    }
    return votes;
  }

  /** The place of a row's first response. */
  public int first(Comparison row) {
    return responses.indexOf(row.candidates().getFirst().content());
  }

  /** The place of a row's second response. */
  public int second(Comparison row) {
    return responses.indexOf(row.candidates().getLast().content());
  }

  /** The rows that compare two responses, in either order. */
  public List<Comparison> between(int i, int j) {
    var both = new ArrayList<Comparison>();
    for (var row : rows) {
      int first = first(row);
      int second = second(row);
      if ((first == i && second == j) || (first == j && second == i)) both.add(row);
    }
    return both;
  }

  /** A row that has the response. */
  public Comparison one(int i) {
    return rows.stream().filter(r -> first(r) == i || second(r) == i).findFirst().orElseThrow();
  }

  /** Log-odds of the responses at these places. */
  PairMatrix matrix(List<Integer> places) {
    double[][] part = new double[places.size()][places.size()];
    for (int i = 0; i < part.length; i++)
      for (int j = 0; j < part.length; j++) part[i][j] = won[places.get(i)][places.get(j)];
    return PairMatrix.ofWins(places.stream().map(p -> "response " + (p + 1)).toList(), part);
  }

  /** Log-odds of all responses. */
  PairMatrix matrix() {
    return matrix(IntStream.range(0, responses.size()).boxed().toList());
  }
}
