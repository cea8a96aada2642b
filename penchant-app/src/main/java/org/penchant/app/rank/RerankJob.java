package org.penchant.app.rank;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.penchant.app.job.Progress;
import org.penchant.core.preference.Content;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;
import org.penchant.rank.judge.Comparisons;
import org.penchant.rank.judge.PairSort;
import org.penchant.rank.judge.PositionCalibration;
import org.penchant.rank.judge.TextJudge;
import org.penchant.rank.judge.fusion.Fusion;
import org.penchant.rank.judge.sparse.PairSampler;
import org.penchant.rank.judge.sparse.SparseReranking;
import org.penchant.rank.rating.Rater;

/**
 * Puts the answers to each prompt in order by asking a judge about pairs, one or several ways,
 * which are fused.
 *
 * @param protocols how; several are fused
 * @param fusion of the orders they give
 * @param calibration of answers in both orders, for sorts
 * @param rater of the answers a sampler asked for
 */
public record RerankJob(
    List<Protocol> protocols, Fusion fusion, PositionCalibration calibration, Rater rater) {
  /** A way of asking. */
  public sealed interface Protocol {
    /** Sorting. */
    record Sorted(PairSort sort) implements Protocol {}

    /** Some pairs, rated. */
    record Sampled(PairSampler sampler) implements Protocol {}
  }

  /**
   * A prompt's answers in order.
   *
   * @param order items, best first
   * @param calls of the judge
   * @param failed replies that could not be read
   * @param notes what a reader must know
   */
  public record Reranked(
      String prompt, List<String> order, int calls, int failed, List<String> notes) {}

  /** Reranks every prompt that two items or more answered. */
  public List<Reranked> run(CandidatePool pool, TextJudge judge, Seeds seeds, Progress progress) {
    var prompts = new LinkedHashMap<String, Map<String, Content>>();
    pool.answers()
        .forEach((item, answers) ->
            answers.forEach((prompt, answer) ->
                prompts.computeIfAbsent(prompt, _ -> new LinkedHashMap<>()).put(item, answer)));
    progress.stage("asking about the answers to " + prompts.size() + " prompts");
    var all = new ArrayList<Reranked>();
    int done = 0;
    for (var prompt : prompts.entrySet()) {
      if (prompt.getValue().size() > 1)
        all.add(one(prompt.getKey(), prompt.getValue(), judge, seeds));
      progress.at(++done, prompts.size(), Map.of());
    }
    return all;
  }

  private Reranked one(String prompt, Map<String, Content> answers, TextJudge judge, Seeds seeds) {
    var items = List.copyOf(answers.keySet());
    var initial = IntStream.range(0, items.size()).boxed().toList();
    var pairs = judge.on(Content.of(prompt), List.copyOf(answers.values()));
    // One memory for all protocols: no pair is asked twice.
    var comparisons = new Comparisons(pairs, calibration);
    var ballots = new ArrayList<Ballot>();
    var notes = new ArrayList<String>();
    int calls = 0;
    int failed = 0;
    for (var protocol : protocols) {
      List<Integer> order;
      switch (protocol) {
        case Protocol.Sorted(var sort) -> order = sort.sort(initial, comparisons);
        case Protocol.Sampled(var sampler) -> {
          var found =
              new SparseReranking(sampler, rater).rank(initial, pairs, seeds.stream(prompt));
          order = found.order();
          calls += found.calls();
          failed += found.failed();
          notes.addAll(found.notes());
        }
      }
      ballots.add(new Ballot(order.stream().map(List::of).toList(), 1));
    }
    var fused = fusion.fuse(new Ballots(items, ballots), initial).order();
    return new Reranked(
        prompt,
        fused.stream().map(items::get).toList(),
        calls + comparisons.calls(),
        failed + comparisons.failed(),
        notes);
  }
}
