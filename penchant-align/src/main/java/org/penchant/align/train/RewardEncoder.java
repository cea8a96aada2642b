package org.penchant.align.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.penchant.align.objective.Coefficient;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.Users;
import org.penchant.align.reward.crowd.Gathered;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/**
 * Rows of preference data as rows of a reward model. Whatever is left out is counted with its
 * reason.
 *
 * @param head what is trained
 * @param needs of its objective; empty if it trains on labels
 * @param ties what becomes of ties, unless the objective models them or the head has an outside
 *     option
 * @param users the registry
 * @param learning whether users not met before get a number; otherwise they are the population
 */
public record RewardEncoder(
    Head head, Optional<Set<Need>> needs, Ties ties, Users users, boolean learning) {
  /** What becomes of ties. */
  public enum Ties {
    /** Two rows of half the weight, one in each direction. */
    HALF,
    /** Left out and counted. */
    DROP,
    /** An error. */
    ERROR
  }

  /**
   * Encoded rows, in the order of the data.
   *
   * @param sources the data row of each
   * @param dropped rows left out, by reason
   */
  public record Encoded(
      List<RewardRow> rows, List<Comparison> sources, Map<String, Integer> dropped) {}

  public Encoded encode(List<Comparison> data, RewardItems items) {
    var problems = new Problems();
    var work = new Work(items, problems);
    for (var row : data) work.add(row);
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return new Encoded(List.copyOf(work.rows), List.copyOf(work.sources), work.dropped);
  }

  /** Encodes responses with the crowd's distributions for labels. */
  public Encoded encode(Gathered crowd, RewardItems items) {
    var problems = new Problems();
    var work = new Work(items, problems);
    for (var item : crowd.items())
      work.add(item.row(), new int[] {0}, item.label(), true, Map.of());
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return new Encoded(List.copyOf(work.rows), List.copyOf(work.sources), work.dropped);
  }

  private final class Work {
    final RewardItems items;
    final Problems problems;
    final List<RewardRow> rows = new ArrayList<>();
    final List<Comparison> sources = new ArrayList<>();
    final Map<String, Integer> dropped = new TreeMap<>();

    Work(RewardItems items, Problems problems) {
      this.items = items;
      this.problems = problems;
    }

    void add(Comparison row) {
      if (needs.isEmpty()) labelled(row);
      else
        switch (row.feedback()) {
          case Pairwise pair -> paired(row, pair.outcome());
          case Feedback.Unary unary -> add(row, new int[] {0}, none(), unary.good(), Map.of());
          case Feedback.Ranking ranking -> listed(row, labels(row, ranking));
          case Feedback.Rating rating when rating.scores().size() == 1 ->
              listed(row, labels(rating));
          default ->
              problems.error(
                  row.provenance().toString(),
                  row.feedback().getClass().getSimpleName(),
                  "comparisons train on pairs, lists with one score each, or good and bad",
                  "take a head that learns from labels, or name one rating with --column");
        }
    }

    private void paired(Comparison row, Outcome outcome) {
      switch (outcome) {
        case FIRST -> decided(row, 0, 1);
        case SECOND -> decided(row, 1, 0);
        case TIE -> tied(row);
        case BOTH_BAD -> {
          if (head.outside()) add(row, new int[] {0, 1}, new double[] {0, 0, 1}, true, Map.of());
          else drop("both responses bad; only a head with an outside option learns from them");
        }
      }
    }

    private void decided(Comparison row, int chosen, int rejected) {
      add(
          row,
          new int[] {chosen, rejected},
          head.outside() ? new double[] {1, 0, 0} : none(),
          true,
          Map.of());
    }

    private void tied(Comparison row) {
      if (head.outside()) add(row, new int[] {0, 1}, new double[] {0.5, 0.5, 0}, true, Map.of());
      else if (needs.orElseThrow().contains(new Need.Ties()))
        add(row, new int[] {0, 1}, none(), true, Map.of(Coefficient.ByTie.COLUMN, 1.0));
      else
        switch (ties) {
          case HALF -> {
            double weight = row.feedback().mark().weight() / 2;
            var half = Map.of(Objective.ROW_WEIGHT, weight, Coefficient.ByTie.COLUMN, 1.0);
            add(row, new int[] {0, 1}, none(), true, half);
            add(row, new int[] {1, 0}, none(), true, half);
          }
          case DROP -> drop("a tie");
          case ERROR ->
              problems.error(
                  row.provenance().toString(),
                  "a tie",
                  "the method takes decided pairs",
                  "--ties half or drop, or a method that models ties");
        }
    }

    /** A list as it is, if the objective takes lists; else all its decided pairs. */
    private void listed(Comparison row, double[] labels) {
      int[] rated =
          IntStream.range(0, labels.length).filter(i -> !Double.isNaN(labels[i])).toArray();
      if (rated.length < 2) {
        problems.error(
            row.provenance().toString(),
            rated.length + " labelled responses",
            "a list needs two or more",
            "gather the responses of a prompt in a row, or learn ratings: --method reward-labels");
        return;
      }
      if (needs.orElseThrow().contains(new Need.Lists()) && !head.outside()) {
        if (head.pairsOnly() && rated.length > 2) {
          problems.error(
              row.provenance().toString(),
              rated.length + " labelled responses",
              "the method takes whole lists, and " + head + " compares two responses",
              "take another head, or a method of pairs, which trains on a list's pairs");
          return;
        }
        add(row, rated, Arrays.stream(rated).mapToDouble(i -> labels[i]).toArray(), true, Map.of());
        return;
      }
      int before = rows.size();
      for (int i : rated) for (int j : rated) if (labels[i] > labels[j]) decided(row, i, j);
      if (rows.size() == before) drop("all labels equal");
    }

    private void labelled(Comparison row) {
      switch (row.feedback()) {
        case Feedback.Rating rating -> rated(row, rating);
        case Feedback.Stepwise steps when head.stepwise() ->
            add(
                row,
                new int[] {0},
                steps.scores().stream().mapToDouble(v -> v).toArray(),
                true,
                Map.of());
        default ->
            problems.error(
                row.provenance().toString(),
                row.feedback().getClass().getSimpleName(),
                head + " trains on " + (head.stepwise() ? "labels of steps" : "ratings"),
                "give such labels, or train on comparisons with an objective");
      }
    }

    private void rated(Comparison row, Feedback.Rating rating) {
      for (int i = 0; i < row.candidates().size(); i++) {
        var label = RewardLabels.of(head, rating, i, row.provenance().toString(), problems);
        int candidate = i;
        label.ifPresent(values -> add(row, new int[] {candidate}, values, true, Map.of()));
      }
    }

    private void add(
        Comparison row, int[] candidates, double[] labels, boolean good, Map<String, Double> more) {
      var user = user(row);
      if (user.isEmpty()) return;
      int[] at = new int[candidates.length];
      for (int k = 0; k < at.length; k++) {
        var item = items.candidate(row, candidates[k], problems);
        if (item.isEmpty()) return;
        at[k] = item.getAsInt();
      }
      int prompt = -1;
      if (head.promptOutputs() > 0) {
        var item = items.prompt(row, problems);
        if (item.isEmpty()) return;
        prompt = item.getAsInt();
      }
      var columns = new HashMap<>(row.columns());
      double weight = row.feedback().mark().weight();
      if (weight != 1) columns.put(Objective.ROW_WEIGHT, weight);
      columns.putAll(more);
      rows.add(
          new RewardRow(
              row.provenance().toString(), at, prompt, user.get(), labels, good, columns));
      sources.add(row);
    }

    private Optional<Integer> user(Comparison row) {
      if (!head.personal()) return Optional.of(Outputs.POPULATION);
      var name = row.feedback().mark().annotator();
      if (name.isEmpty()) {
        problems.error(
            row.provenance().toString(),
            "no annotator",
            "the head learns what each user prefers",
            "add the column annotator (one name for all is one population)");
        return Optional.empty();
      }
      return Optional.of(learning ? users.number(name.get()) : users.known(name.get()));
    }

    private void drop(String reason) {
      dropped.merge(reason, 1, Integer::sum);
    }
  }

  private static double[] none() {
    return new double[0];
  }

  private static double[] labels(Comparison row, Feedback.Ranking ranking) {
    double[] labels = new double[row.candidates().size()];
    Arrays.fill(labels, Double.NaN);
    int groups = ranking.groups().size();
    for (int g = 0; g < groups; g++)
      for (int i : ranking.groups().get(g))
        labels[i] = groups == 1 ? 0 : (groups - 1.0 - g) / (groups - 1);
    return labels;
  }

  private static double[] labels(Feedback.Rating rating) {
    return rating.scores().values().iterator().next().stream().mapToDouble(v -> v).toArray();
  }
}
