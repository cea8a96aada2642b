package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.penchant.align.merge.Memorisation;
import org.penchant.align.merge.ModeConnectivity;
import org.penchant.align.merge.RunningAverage;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.UnitWorld;

/** What {@link AveragedMembers} measures of its models, on fresh data of the seed. */
record MemberMeasures(
    UnitWorld.Pairs train,
    UnitWorld.Pairs clean,
    UnitWorld.Pairs shifted,
    double[] pool,
    double[] gold,
    Seeds seeds) {
  private static final int DRAWS = 60;
  private static final int OF = 128;

  static MemberMeasures of(
      UnitWorld world, UnitWorld.Pairs train, int tests, int thinning, Seeds seeds) {
    int inputs = AveragedMembers.INPUTS;
    double[] pool = Normals.of(Math.max(1, DRAWS / thinning) * OF * inputs, seeds.stream("pool"));
    double[] gold = new double[pool.length / inputs];
    Arrays.setAll(gold, row -> world.reward(pool, row));
    return new MemberMeasures(
        train,
        world.pairs(tests, 0, 1, 0, seeds.stream("clean")),
        world.pairs(tests, 0, 1.5, 0.3, seeds.stream("shifted")),
        pool,
        gold,
        seeds);
  }

  private enum Metric {
    CLEAN,
    SHIFTED,
    MEMORISED,
    BEST;

    String words() {
      return this == BEST ? "best of " + OF : name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param at what the metrics' names end in
   * @param models members, then two trained from scratch
   * @param stopped a member after half of the steps
   */
  void put(Figures figures, String at, List<double[]> models, double[] stopped) {
    var members = models.subList(0, AveragedMembers.MEMBERS);
    var each = members.stream().map(this::scores).toList();
    for (var metric : Metric.values())
      figures.put(
          "member",
          metric.words() + at,
          each.stream().mapToDouble(s -> value(metric, s)).average().orElseThrow());
    put(figures, "average", at, scores(average(members)));
    put(figures, "ensemble", at, pooled(each));
    put(figures, "stopped at half", at, scores(stopped));
    put(figures, "with a permuted member", at, scores(withPermuted(members)));
    var scratch = models.subList(AveragedMembers.MEMBERS, models.size());
    double alone = scratch.stream().mapToDouble(this::accuracy).average().orElseThrow();
    figures.put("from scratch", "clean" + at, alone);
    figures.put("average from scratch", "clean" + at, accuracy(average(scratch)));
    double gap = 0;
    for (int m = 0; m < 3; m++)
      gap +=
          ModeConnectivity.of(members.get(m), members.get(m + 3), this::accuracy, 0.5).leastGap()
              / 3;
    figures.put("halfway between members", "gap" + at, gap);
  }

  private void put(Figures figures, String arm, String at, Scores scores) {
    for (var metric : Metric.values()) figures.put(arm, metric.words() + at, value(metric, scores));
  }

  private static double[] average(List<double[]> models) {
    return RunningAverage.of(models.toArray(double[][]::new));
  }

  /** A member averaged with its twin, whose units are in another order. */
  private double[] withPermuted(List<double[]> members) {
    var random = seeds.stream("permutation");
    int[] one = Seeds.permutation(AveragedMembers.HIDDEN, random);
    int[] two = Seeds.permutation(AveragedMembers.HIDDEN, random);
    double[] permuted = AveragedMembers.net().permuted(members.get(4), one, two);
    return RunningAverage.of(members.get(1), permuted);
  }

  private double accuracy(double[] parameters) {
    return share(AveragedMembers.net().scores(parameters, clean.x()));
  }

  private static double share(double[] scores) {
    int right = 0;
    for (int k = 0; k < scores.length; k += 2) if (scores[k] > scores[k + 1]) right++;
    return 2.0 * right / scores.length;
  }

  /** Scores on clean, shifted and training pairs, and on the pool. */
  private record Scores(double[] clean, double[] shifted, double[] train, double[] pool) {}

  private Scores scores(double[] parameters) {
    var net = AveragedMembers.net();
    return new Scores(
        net.scores(parameters, clean.x()),
        net.scores(parameters, shifted.x()),
        net.scores(parameters, train.x()),
        net.scores(parameters, pool));
  }

  private static Scores pooled(List<Scores> all) {
    return new Scores(
        average(all.stream().map(Scores::clean).toList()),
        average(all.stream().map(Scores::shifted).toList()),
        average(all.stream().map(Scores::train).toList()),
        average(all.stream().map(Scores::pool).toList()));
  }

  private double value(Metric metric, Scores scores) {
    return switch (metric) {
      case CLEAN -> share(scores.clean());
      case SHIFTED -> share(scores.shifted());
      case MEMORISED -> {
        double[] margins = new double[train.size()];
        Arrays.setAll(margins, k -> scores.train()[2 * k] - scores.train()[2 * k + 1]);
        yield Memorisation.rate(margins, train.corrupted());
      }
      case BEST -> best(scores.pool());
    };
  }

  /** The mean gold reward of the answer scored highest of each draw. */
  private double best(double[] scores) {
    double sum = 0;
    int draws = scores.length / OF;
    for (int d = 0; d < draws; d++) {
      int best = d * OF;
      for (int i = d * OF; i < (d + 1) * OF; i++) if (scores[i] > scores[best]) best = i;
      sum += gold[best];
    }
    return sum / draws;
  }
}
