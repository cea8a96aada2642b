package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/**
 * Prompts' responses with their true scores, as many of each prompt as a curve needs.
 *
 * @param rows where each list stands in the data
 * @param truth the true scores of each list
 * @param prompts which prompt each list answers, from 0
 * @param sizes N: 1, 2, 4, ... and the greatest
 * @param tooShort lists that have fewer than the greatest N responses, which are left out
 * @param leftOut lists that models have no rewards for
 */
record BestOfNLists(
    List<Integer> rows,
    List<double[]> truth,
    int[] prompts,
    int[] sizes,
    int tooShort,
    int leftOut) {
  /**
   * Reads true scores, and keeps the lists that are long enough, so that every N is of the same
   * prompts.
   *
   * @param usable whether models have rewards for a row
   * @param dimension of the scores; needed where there are several
   * @param most the greatest N; 0 for the median length of the lists
   * @throws ProblemsException naming every row that is no list with a true score for each response
   */
  static BestOfNLists of(
      List<Comparison> rows, boolean[] usable, Optional<String> dimension, int most) {
    var problems = new Problems();
    var truth = new ArrayList<double[]>();
    for (var row : rows) truth.add(truth(row, dimension, problems));
    problems.throwIfErrors(ExitCode.BAD_DATA);
    int greatest = greatest(truth, most);
    var kept = new ArrayList<Integer>();
    var scores = new ArrayList<double[]>();
    int leftOut = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (truth.get(i).length < greatest) continue;
      if (!usable[i]) {
        leftOut++;
        continue;
      }
      kept.add(i);
      scores.add(truth.get(i));
    }
    if (kept.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "--data",
          leftOut + " lists of " + greatest + " responses or more",
          "the models have rewards for none of them",
          "raise --max-length, or give vectors of these rows");
    int tooShort = rows.size() - kept.size() - leftOut;
    return new BestOfNLists(
        List.copyOf(kept),
        List.copyOf(scores),
        prompts(rows, kept),
        sizes(greatest),
        tooShort,
        leftOut);
  }

  private static double[] truth(Comparison row, Optional<String> dimension, Problems problems) {
    String place = row.provenance().toString();
    if (!(row.feedback() instanceof Feedback.Rating rating)) {
      problems.error(
          place,
          row.feedback().getClass().getSimpleName(),
          "needs a true score of every response",
          "give rows of prompt, responses and scores");
      return new double[0];
    }
    if (dimension.isEmpty() && rating.scores().size() > 1) {
      problems.error(
          place,
          String.join(", ", rating.scores().keySet()),
          "one of the scores must be the truth",
          "name it with --truth");
      return new double[0];
    }
    String name = dimension.orElse(rating.scores().keySet().iterator().next());
    var values = rating.scores().get(name);
    if (values == null) {
      problems.error(
          place,
          String.join(", ", rating.scores().keySet()),
          "has no score " + name,
          "name one of these with --truth");
      return new double[0];
    }
    double[] found = values.stream().mapToDouble(v -> v).toArray();
    for (int i = 0; i < found.length; i++)
      if (!Double.isFinite(found[i]))
        problems.error(
            place,
            "response " + i,
            "has no true score",
            "score it, or take the response and its score out");
    return found;
  }

  private static int greatest(List<double[]> truth, int most) {
    int[] lengths = truth.stream().mapToInt(t -> t.length).sorted().toArray();
    int longest = lengths.length == 0 ? 0 : lengths[lengths.length - 1];
    if (longest < 2)
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "--data",
          lengths.length + " lists of one response",
          "there is nothing to choose from",
          "gather the responses of a prompt in a row: prompt, responses, scores");
    if (most > longest)
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--most",
          most,
          "the longest list has " + longest + " responses",
          "lower it, or sample more responses");
    return most > 0 ? most : Math.max(2, lengths[(lengths.length - 1) / 2]);
  }

  private static int[] sizes(int most) {
    var sizes = new ArrayList<Integer>();
    for (int n = 1; n < most; n *= 2) sizes.add(n);
    sizes.add(most);
    return sizes.stream().mapToInt(n -> n).toArray();
  }

  private static int[] prompts(List<Comparison> rows, List<Integer> kept) {
    Map<Content, Integer> numbers = new HashMap<>();
    return kept.stream()
        .mapToInt(i -> numbers.computeIfAbsent(rows.get(i).prompt(), _ -> numbers.size()))
        .toArray();
  }

  /** How many prompts there are. */
  int promptCount() {
    return Arrays.stream(prompts).max().orElse(-1) + 1;
  }

  /** A number of each list as the mean of each prompt's lists. */
  double[] byPrompt(double[] ofLists) {
    double[] sum = new double[promptCount()];
    int[] count = new int[sum.length];
    for (int i = 0; i < ofLists.length; i++) {
      sum[prompts[i]] += ofLists[i];
      count[prompts[i]]++;
    }
    for (int p = 0; p < sum.length; p++) sum[p] /= count[p];
    return sum;
  }
}
