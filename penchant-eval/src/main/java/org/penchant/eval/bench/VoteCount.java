package org.penchant.eval.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.penchant.core.problems.Problems;
import org.penchant.core.stats.Correlation;
import org.penchant.core.stats.Interval;
import org.penchant.eval.bench.BenchItem.Votes;

/** Counts pairs that several annotators voted on. */
record VoteCount(BenchOptions options) {
  BenchResult count(List<ScoredItem> items, List<String> truncated, Problems warnings) {
    var decided = items.stream().filter(VoteCount::hasMajority).toList();
    var several =
        items.stream().filter(s -> votes(s).firstVotes() + votes(s).secondVotes() > 1).toList();
    var figures = new ArrayList<BenchResult.Figure>();
    if (!decided.isEmpty())
      figures.add(
          new BenchResult.Figure(
              "agreement with the majority",
              Share.of(
                      "all",
                      decided.stream().mapToDouble(this::majority).toArray(),
                      options.confidence())
                  .interval(),
              "of pairs with a majority"));
    figures.add(
        figure(
            "agreement with an annotator",
            items,
            this::share,
            "the share of votes for the answer preferred; bootstrap over pairs"));
    if (!several.isEmpty()) {
      figures.add(
          figure(
              "ceiling",
              several,
              VoteCount::leftOut,
              "an annotator's agreement with the majority of the others, half where they are even;"
                  + " bootstrap over pairs"));
      figures.add(ofCeiling(several));
    }
    if (items.size() > 1) figures.add(spearman(items));
    if (decided.size() < items.size())
      warnings.warn(
          "votes",
          items.size() - decided.size() + " of " + items.size() + " pairs",
          "as many votes for each answer: they have no majority and do not count there",
          "");
    if (several.isEmpty())
      warnings.warn("votes", "one a pair", "there is no ceiling to hold agreement against", "");
    return new BenchResult(
        BenchFormat.VOTES,
        items.size(),
        truncated,
        figures,
        rows(decided),
        items.stream().map(s -> s.line(hasMajority(s) ? majority(s) : Double.NaN)).toList(),
        warnings.warnings());
  }

  private static Votes votes(ScoredItem item) {
    return (Votes) item.item();
  }

  private static boolean hasMajority(ScoredItem item) {
    return votes(item).firstVotes() != votes(item).secondVotes();
  }

  private double majority(ScoredItem item) {
    double margin =
        votes(item).firstVotes() > votes(item).secondVotes() ? item.margin() : -item.margin();
    return options.ties().of(margin, 0);
  }

  private double share(ScoredItem item) {
    var v = votes(item);
    double first = v.firstVotes() / (double) (v.firstVotes() + v.secondVotes());
    return options.ties().of(item.margin(), 0) * first
        + options.ties().of(-item.margin(), 0) * (1 - first);
  }

  /** The mean over the pair's annotators. */
  private static double leftOut(ScoredItem item) {
    int a = votes(item).firstVotes();
    int b = votes(item).secondVotes();
    double sum = a * TieCredit.HALF.of(a - 1, b) + b * TieCredit.HALF.of(b - 1, a);
    return sum / (a + b);
  }

  private BenchResult.Figure ofCeiling(List<ScoredItem> several) {
    Interval value =
        options
            .bootstrap()
            .interval(
                several.size(),
                index -> {
                  double agreed = 0;
                  double most = 0;
                  for (int i : index) {
                    agreed += share(several.get(i));
                    most += leftOut(several.get(i));
                  }
                  return most == 0 ? 0 : agreed / most;
                },
                options.seeds().stream("of the ceiling"));
    return new BenchResult.Figure(
        "of the ceiling", value, "agreement with an annotator as a share of it, on its pairs");
  }

  /** Every pair in both orders, since which answer stands first is arbitrary. */
  private BenchResult.Figure spearman(List<ScoredItem> items) {
    Interval value =
        options
            .bootstrap()
            .interval(
                items.size(),
                index -> {
                  int n = index.length;
                  double[] margins = new double[2 * n];
                  double[] shares = new double[2 * n];
                  for (int i = 0; i < n; i++) {
                    var item = items.get(index[i]);
                    var v = votes(item);
                    margins[i] = item.margin();
                    margins[n + i] = -margins[i];
                    shares[i] =
                        (v.firstVotes() - v.secondVotes())
                            / (double) (v.firstVotes() + v.secondVotes());
                    shares[n + i] = -shares[i];
                  }
                  double rho = Correlation.spearman(margins, shares);
                  return Double.isNaN(rho) ? 0 : rho;
                },
                options.seeds().stream("spearman"));
    return new BenchResult.Figure(
        "rank correlation", value, "Spearman's, of margins and vote shares; bootstrap over pairs");
  }

  private BenchResult.Figure figure(
      String name, List<ScoredItem> items, ToDoubleFunction<ScoredItem> of, String says) {
    double[] each = items.stream().mapToDouble(of).toArray();
    return new BenchResult.Figure(
        name, options.bootstrap().mean(each, options.seeds().stream(name)), says);
  }

  private List<BenchResult.Row> rows(List<ScoredItem> decided) {
    var rows = new ArrayList<BenchResult.Row>();
    PairTable.by(decided, s -> s.item().group())
        .forEach((group, some) -> {
          double[] credits = some.stream().mapToDouble(this::majority).toArray();
          double floor =
              some.stream().mapToDouble(VoteCount::byLength).average().orElse(Double.NaN);
          rows.add(
              new BenchResult.Row(
                  group, "", Share.of(group, credits, options.confidence()), floor));
        });
    return rows;
  }

  private static double byLength(ScoredItem item) {
    var v = votes(item);
    int longer = Lengths.words(v.first()) - Lengths.words(v.second());
    return TieCredit.HALF.of(v.firstVotes() > v.secondVotes() ? longer : -longer, 0);
  }
}
