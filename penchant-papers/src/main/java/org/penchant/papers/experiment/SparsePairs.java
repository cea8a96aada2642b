package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Ndcg;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.choice.Penalty;
import org.penchant.rank.choice.RaoKupper;
import org.penchant.rank.choice.Tie;
import org.penchant.rank.judge.OrderedPair;
import org.penchant.rank.judge.PairJudge;
import org.penchant.rank.judge.sparse.PairSampler;
import org.penchant.rank.judge.sparse.SparseReranking;
import org.penchant.rank.rating.ChoiceRating;
import org.penchant.rank.rating.Counting;
import org.penchant.rank.rating.Decided;
import org.penchant.rank.rating.GreedyOrder;
import org.penchant.rank.rating.KwikSort;
import org.penchant.rank.rating.PageRank;
import org.penchant.rank.rating.Rater;
import org.penchant.rank.rating.Scale;

/**
 * One query: items of relevance 0 to 3 with probabilities 0.6, 0.2, 0.13 and 0.07, utility u =
 * relevance + N(0, 0.35), a judge who says sigmoid(2.2 (u_i - u_j) + N(0, 1) + 0.3) of the first,
 * and a first stage that orders by relevance + N(0, 1.3) (arXiv 2207.04470). Every design and
 * rating is measured; "chosen" is the one that was best on other queries.
 *
 * @param items how many
 * @param rate of pairs asked
 * @param others queries to choose on
 */
public record SparsePairs(int items, double rate, int others) implements Experiment {
  private static final Ndcg NDCG = Ndcg.defaults();

  public static SparsePairs defaults() {
    return new SparsePairs(50, 1.0 / 3, 10);
  }

  @Override
  public SparsePairs trial() {
    return new SparsePairs(items, rate, 1);
  }

  /** A query with its judge. */
  private record Query(List<Integer> initial, double[] relevance, PairJudge judge) {}

  @Override
  public void run(Seeds seeds, Figures figures) {
    var query = query(seeds.stream("query"));
    figures.put("first stage", "ndcg", NDCG.of(query.initial(), query.relevance()));
    var all = new LinkedHashMap<String, Double>();
    raters(seeds)
        .forEach(
            (name, rater) -> all.put(name, measure(new PairSampler.All(), rater, query, seeds)));
    all.forEach((name, ndcg) -> figures.put("all pairs, " + name, "ndcg", ndcg));
    var own = cells(query, seeds);
    own.forEach((name, ndcg) -> figures.put(name, "ndcg", ndcg));
    var sums = new LinkedHashMap<String, Double>();
    IntStream.range(0, others)
        .parallel()
        .mapToObj(k -> seeds.child("other " + k))
        .map(s -> cells(query(s.stream("query")), s))
        .toList()
        .forEach(cells -> cells.forEach((name, ndcg) -> sums.merge(name, ndcg, Double::sum)));
    String chosen =
        sums.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    figures.put("chosen", "ndcg", own.getOrDefault(chosen, Double.NaN));
    String rater = chosen.substring(chosen.indexOf(", ") + 2);
    figures.put("all pairs, chosen", "ndcg", all.getOrDefault(rater, Double.NaN));
  }

  private Map<String, Double> cells(Query query, Seeds seeds) {
    var samplers = new LinkedHashMap<String, PairSampler>();
    samplers.put("random", new PairSampler.Random(rate));
    samplers.put("neighbours", new PairSampler.Window(rate, 1));
    samplers.put("skip 3", new PairSampler.Window(rate, 3));
    samplers.put("skip 7", new PairSampler.Window(rate, 7));
    var cells = new LinkedHashMap<String, Double>();
    samplers.forEach((design, sampler) ->
        raters(seeds)
            .forEach((name, rater) ->
                cells.put(design + ", " + name, measure(sampler, rater, query, seeds))));
    return cells;
  }

  private static double measure(PairSampler sampler, Rater rater, Query query, Seeds seeds) {
    var outcome =
        new SparseReranking(sampler, rater)
            .rank(query.initial(), query.judge(), seeds.stream("design"));
    return NDCG.of(outcome.order(), query.relevance());
  }

  private static Map<String, Rater> raters(Seeds seeds) {
    var choice =
        PairwiseChoice.defaults()
            .withModel(new RaoKupper(new Tie.Fixed(0.05)))
            .withPenalty(new Penalty.VirtualOpponent(0.2));
    var raters = new LinkedHashMap<String, Rater>();
    raters.put("additive", new Counting());
    raters.put("bradley-terry", new Decided(0.05, new ChoiceRating(choice, new Scale.Natural())));
    raters.put("greedy", new GreedyOrder());
    raters.put("pagerank", PageRank.defaults().withEdges(PageRank.Edges.WINNER));
    raters.put("kwiksort", new KwikSort(KwikSort.Pivot.RANDOM, (int) seeds.seed("pivots")));
    return raters;
  }

  private Query query(RandomGenerator random) {
    double[] relevance = new double[items];
    Arrays.setAll(relevance, _ -> grade(random.nextDouble()));
    double[] utility = new double[items];
    Arrays.setAll(utility, i -> relevance[i] + 0.35 * random.nextGaussian());
    double[] first = new double[items];
    Arrays.setAll(first, i -> relevance[i] + 1.3 * random.nextGaussian());
    var z = new double[items][items];
    for (int i = 0; i < items; i++)
      for (int j = 0; j < items; j++)
        z[i][j] = 2.2 * (utility[i] - utility[j]) + random.nextGaussian() + 0.3;
    List<Integer> initial =
        IntStream.range(0, items)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -first[i]))
            .toList();
    return new Query(initial, relevance, (i, j) -> Optional.of(OrderedPair.ofLogOdds(z[i][j])));
  }

  private static int grade(double u) {
    return u < 0.6 ? 0 : u < 0.8 ? 1 : u < 0.93 ? 2 : 3;
  }
}
