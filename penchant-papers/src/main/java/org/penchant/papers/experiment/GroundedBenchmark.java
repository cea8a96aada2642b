package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.random.Seeds;
import org.penchant.core.seam.Scorer;
import org.penchant.core.stats.Correlation;
import org.penchant.core.stats.Moments;
import org.penchant.eval.bench.JudgeConsensus;
import org.penchant.eval.bench.Lengths;
import org.penchant.eval.bench.PairTable;
import org.penchant.eval.bench.Scoring;
import org.penchant.eval.bench.TieCredit;
import org.penchant.eval.bench.rag.ClaimParser;
import org.penchant.eval.bench.rag.DocumentOverlap;
import org.penchant.eval.bench.rag.RagCorpus;
import org.penchant.papers.world.Normals;

/**
 * A benchmark built by agreeing judges, and what it foretells (arXiv 2412.13746). 24 generators of
 * skill N(0, 0.8) a scenario, quality = skill + N(0, 1); four judges score quality + N(0, 0.25) of
 * judge and generator, the same in all scenarios, + N(0, 0.8); a pair of two generators is kept if
 * all agree. 45 reward models score slope quality + N(0, 1), slope of U(0.1, 2) a scenario; each
 * picks the best of 8 answers of quality N(0, 1.2) to 150 prompts a scenario. Then the toy corpus
 * of {@link RagCorpus} under three readers of text.
 *
 * @param pairs kept of each of four scenarios
 * @param texts of each scenario of the corpus
 */
public record GroundedBenchmark(int pairs, int texts) implements Experiment {
  private static final int SCENARIOS = 4;
  private static final int GENERATORS = 24;
  private static final int JUDGES = 4;
  private static final int MODELS = 45;
  private static final int PROMPTS = 150;
  private static final JudgeConsensus UNANIMOUS = new JudgeConsensus(0, JUDGES);

  public static GroundedBenchmark defaults() {
    return new GroundedBenchmark(371, 150);
  }

  @Override
  public GroundedBenchmark trial() {
    return new GroundedBenchmark(20, 10);
  }

  /** The true qualities of a kept pair, as the judges turned it. */
  private record Kept(double chosen, double rejected) {}

  @Override
  public void run(Seeds seeds, Figures figures) {
    var kept = build(seeds.stream("judges"), figures);
    var random = seeds.stream("models");
    double[] accuracy = new double[MODELS];
    double[] utility = new double[MODELS];
    for (int m = 0; m < MODELS; m++)
      for (int s = 0; s < SCENARIOS; s++) {
        double slope = 0.1 + 1.9 * random.nextDouble();
        for (var pair : kept.get(s)) {
          double chosen = slope * pair.chosen() + random.nextGaussian();
          double rejected = slope * pair.rejected() + random.nextGaussian();
          accuracy[m] += TieCredit.HALF.of(chosen, rejected) / (SCENARIOS * pairs);
        }
        for (int x = 0; x < PROMPTS; x++)
          utility[m] += bestOfEight(slope, random) / (SCENARIOS * PROMPTS);
      }
    figures.put("models", "best accuracy", Arrays.stream(accuracy).max().orElseThrow());
    figures.put("models", "mean accuracy", Moments.mean(accuracy));
    figures.put("accuracy", "pearson with best of 8", Correlation.pearson(accuracy, utility));
    int[] order = Seeds.permutation(MODELS, seeds.stream("permutation"));
    double[] moved = Arrays.stream(order).mapToDouble(m -> accuracy[m]).toArray();
    figures.put(
        "accuracy, permuted", "pearson with best of 8", Correlation.pearson(moved, utility));
    read(seeds.child("corpus"), figures);
  }

  private List<List<Kept>> build(RandomGenerator random, Figures figures) {
    var bias = new double[JUDGES][];
    for (int j = 0; j < JUDGES; j++) bias[j] = Normals.of(GENERATORS, 0.25, random);
    var kept = new ArrayList<List<Kept>>();
    long candidates = 0;
    long single = 0;
    long unanimous = 0;
    for (int s = 0; s < SCENARIOS; s++) {
      double[] skill = Normals.of(GENERATORS, 0.8, random);
      var scenario = new ArrayList<Kept>();
      for (; scenario.size() < pairs; candidates++) {
        int g = random.nextInt(GENERATORS);
        int h = (g + 1 + random.nextInt(GENERATORS - 1)) % GENERATORS;
        double a = skill[g] + random.nextGaussian();
        double b = skill[h] + random.nextGaussian();
        var ballots = new ArrayList<JudgeConsensus.Ballot>();
        for (int j = 0; j < JUDGES; j++)
          ballots.add(
              new JudgeConsensus.Ballot(
                  "",
                  a + bias[j][g] + 0.8 * random.nextGaussian(),
                  b + bias[j][h] + 0.8 * random.nextGaussian()));
        var one = ballots.getFirst();
        if (one.first() > one.second() == a > b) single++;
        var agreed = UNANIMOUS.of(ballots, "", "");
        if (agreed.isEmpty()) continue;
        boolean first = agreed.get() == Outcome.FIRST;
        if (first == a > b) unanimous++;
        scenario.add(first ? new Kept(a, b) : new Kept(b, a));
      }
      kept.add(scenario);
    }
    double all = (double) SCENARIOS * pairs;
    figures.put("one judge", "labels right", single / (double) candidates);
    figures.put("all agree", "labels right", unanimous / all);
    figures.put("all agree", "kept", all / candidates);
    return kept;
  }

  private static double bestOfEight(double slope, RandomGenerator random) {
    double best = Double.NEGATIVE_INFINITY;
    double quality = 0;
    for (int i = 0; i < 8; i++) {
      double q = 1.2 * random.nextGaussian();
      double score = slope * q + random.nextGaussian();
      if (score <= best) continue;
      best = score;
      quality = q;
    }
    return quality;
  }

  private void read(Seeds seeds, Figures figures) {
    var corpus = new RagCorpus(texts).draw(seeds);
    Map<String, Scorer> readers = new LinkedHashMap<>();
    readers.put("length", Lengths.LONGER);
    readers.put("overlap", new DocumentOverlap());
    readers.put("claims checked", new ClaimParser());
    readers.forEach((arm, scorer) -> {
      var table =
          PairTable.of(Scoring.of(corpus, scorer, Scoring.WHOLE).pairs(), TieCredit.HALF, 0.95);
      double least = 1;
      int poor = 0;
      for (var group : table.groups()) {
        figures.put(arm, group.name(), group.score());
        least = Math.min(least, group.score());
        if (group.score() <= 0.5) poor++;
      }
      figures.put(arm, "macro", table.macro());
      figures.put(arm, "least", least);
      figures.put(arm, "scenarios at most 0.5", poor);
    });
  }
}
