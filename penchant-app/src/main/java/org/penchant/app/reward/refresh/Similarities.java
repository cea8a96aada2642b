package org.penchant.app.reward.refresh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penchant.align.curate.nearest.Relevance;
import org.penchant.app.job.Progress;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/** The mean cosines of pairs' answers with a policy's own answers to the same prompts. */
final class Similarities {
  private Similarities() {}

  /**
   * The pairs with the columns that the request's filter reads; those without are left out.
   *
   * @param answers a row a prompt
   */
  static List<Comparison> add(
      List<Comparison> pairs,
      List<Comparison> answers,
      RefreshRequest request,
      Map<String, Integer> leftOut,
      Progress progress)
      throws IOException {
    progress.stage("embedding " + (pairs.size() + answers.size()) + " rows");
    var rows = new ArrayList<>(answers);
    rows.addAll(pairs);
    var vectors = request.space().vectors(rows, request, progress);
    Map<String, double[][]> own = new HashMap<>();
    for (int i = 0; i < answers.size(); i++) {
      String prompt = answers.get(i).prompt().plain();
      vectors.get(i).ifPresent(v -> own.put(prompt, v));
    }
    var found = new ArrayList<Comparison>();
    for (int i = 0; i < pairs.size(); i++) {
      var pair = pairs.get(i);
      var both = vectors.get(answers.size() + i);
      double[][] near = own.get(pair.prompt().plain());
      if (near == null) leftOut.merge("the policy has no answer", 1, Integer::sum);
      else if (both.isEmpty()) leftOut.merge("cannot be embedded", 1, Integer::sum);
      else {
        int chosen = pair.candidates().indexOf(pair.chosen());
        found.add(
            pair.withColumn(
                    request.filter().chosen(), Relevance.similarity(near, both.get()[chosen]))
                .withColumn(
                    request.filter().rejected(),
                    Relevance.similarity(near, both.get()[1 - chosen])));
      }
    }
    if (found.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "--policy, --answers",
          answers.size() + " prompts answered, " + pairs.size() + " pairs",
          "no pair has an answer of the policy beside it",
          "give answers to the prompts of --data");
    return found;
  }
}
