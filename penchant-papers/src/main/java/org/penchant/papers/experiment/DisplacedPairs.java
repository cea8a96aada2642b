package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.align.diagnose.Similarity;
import org.penchant.align.lm.HiddenSums;
import org.penchant.align.objective.Link;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.RecurrentWorld;
import org.penchant.papers.world.RecurrentWorld.Text;

/**
 * Which score of a pair foretells that training lowers log pi(y_w) (arXiv 2410.08847), in a {@link
 * RecurrentWorld}: prompts of 4 tokens; every other pair's y_l is y_w with each token redrawn with
 * a probability U(0.2, 1) of the pair, the others' is drawn afresh.
 *
 * <p>Rank correlation: of each score with minus the change of log pi(y_w) by one gradient step of
 * 0.01 on log pi(y_w) - log pi(y_l), each pair from the start. Training: DPO (beta 0.1) on the 50
 * pairs lowest or highest in a score, equal scores in the order drawn, {@code steps} plain steps of
 * 0.5 on the mean loss; changes are means over those pairs.
 *
 * @param mixed whether lengths are uniform on 3 to 8; else all are 6
 * @param vectors whether each response adds a vector of its own to all its states, v_w of N(0, I)
 *     and v_l = rho v_w + sqrt(1 - rho^2) N(0, I), rho uniform: likeness that no token shows
 * @param pairs how many
 * @param kept pairs trained on
 */
public record DisplacedPairs(boolean mixed, boolean vectors, int pairs, int kept, int steps)
    implements Experiment {
  private static final double BETA = 0.1;
  private static final double TRIAL_STEP = 0.01;
  private static final double RATE = 0.5;
  private static final int PROMPT = 4;
  private static final List<Similarity> SCORES =
      List.of(
          Similarity.CHES,
          Similarity.LN_CHES,
          Similarity.LAST_STATE,
          Similarity.EDIT,
          Similarity.SHORTNESS);
  private static final Link LOGISTIC = new Link.Logistic();

  public static DisplacedPairs defaults() {
    return new DisplacedPairs(false, true, 200, 50, 60);
  }

  @Override
  public DisplacedPairs trial() {
    return new DisplacedPairs(mixed, vectors, 40, 10, 3);
  }

  private record Two(Text chosen, Text rejected) {
    double score(Similarity kind) {
      return kind.of(
          new Similarity.Pair(
              HiddenSums.Response.of(chosen.states()),
              HiddenSums.Response.of(rejected.states()),
              chosen.tokens(),
              rejected.tokens()));
    }
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var world = RecurrentWorld.draw(seeds);
    var random = seeds.stream("pairs");
    var all = IntStream.range(0, pairs).mapToObj(i -> draw(world, i % 2 == 0, random)).toList();
    double[] fall = all.stream().mapToDouble(p -> -isolated(world, p)).toArray();
    figures.put("isolated steps", "displaced", share(fall));
    for (var kind : SCORES) {
      if (kind == Similarity.SHORTNESS && !mixed) continue;
      double[] scores = all.stream().mapToDouble(p -> p.score(kind)).toArray();
      figures.put(kind.toString(), "spearman", Correlation.spearman(scores, fall));
      if (mixed && kind != Similarity.SHORTNESS)
        figures.put(kind.toString(), "spearman within a length", within(all, scores, fall));
      var rising = sorted(all, scores);
      trained(figures, world, "lowest " + kind, rising.subList(0, kept));
      if (kind == Similarity.CHES)
        trained(figures, world, "highest " + kind, rising.subList(pairs - kept, pairs));
    }
    int[] order = Seeds.permutation(pairs, seeds.stream("random pairs"));
    trained(
        figures,
        world,
        "random",
        IntStream.range(0, kept).mapToObj(i -> all.get(order[i])).toList());
  }

  private Two draw(RecurrentWorld world, boolean edit, RandomGenerator random) {
    int[] prompt = RecurrentWorld.tokens(PROMPT, random);
    int[] chosen = RecurrentWorld.tokens(length(random), random);
    int[] rejected;
    if (edit) {
      double replaced = random.nextDouble(0.2, 1);
      rejected = chosen.clone();
      for (int k = 0; k < rejected.length; k++)
        if (random.nextDouble() < replaced) rejected[k] = random.nextInt(RecurrentWorld.VOCABULARY);
    } else rejected = RecurrentWorld.tokens(length(random), random);
    double[] w = new double[RecurrentWorld.FEATURES];
    double[] l = new double[RecurrentWorld.FEATURES];
    if (vectors) {
      w = Normals.of(w.length, random);
      double rho = random.nextDouble();
      double[] own = Normals.of(w.length, random);
      for (int j = 0; j < l.length; j++) l[j] = rho * w[j] + Math.sqrt(1 - rho * rho) * own[j];
    }
    return new Two(world.read(prompt, chosen, w), world.read(prompt, rejected, l));
  }

  private int length(RandomGenerator random) {
    return mixed ? random.nextInt(3, 9) : 6;
  }

  /** The change of log pi(y_w) by one step on this pair alone. */
  private static double isolated(RecurrentWorld world, Two pair) {
    double[] u = world.unembedding().clone();
    double[] gradient = new double[u.length];
    RecurrentWorld.addGradient(u, pair.chosen, 1, gradient);
    RecurrentWorld.addGradient(u, pair.rejected, -1, gradient);
    double before = RecurrentWorld.logp(u, pair.chosen);
    for (int i = 0; i < u.length; i++) u[i] += TRIAL_STEP * gradient[i];
    return RecurrentWorld.logp(u, pair.chosen) - before;
  }

  private void trained(Figures figures, RecurrentWorld world, String arm, List<Two> on) {
    double[] start = world.unembedding();
    double[] w = on.stream().mapToDouble(p -> RecurrentWorld.logp(start, p.chosen)).toArray();
    double[] l = on.stream().mapToDouble(p -> RecurrentWorld.logp(start, p.rejected)).toArray();
    double[] end =
        Descent.plain(
            start,
            RATE,
            steps,
            (u, _, gradient) -> {
              for (int i = 0; i < on.size(); i++) {
                var pair = on.get(i);
                double margin =
                    RecurrentWorld.logp(u, pair.chosen)
                        - w[i]
                        - RecurrentWorld.logp(u, pair.rejected)
                        + l[i];
                double by = LOGISTIC.slope(BETA * margin) * BETA / on.size();
                RecurrentWorld.addGradient(u, pair.chosen, by, gradient);
                RecurrentWorld.addGradient(u, pair.rejected, -by, gradient);
              }
            });
    double chosen = 0;
    double rejected = 0;
    for (int i = 0; i < on.size(); i++) {
      chosen += (RecurrentWorld.logp(end, on.get(i).chosen) - w[i]) / on.size();
      rejected += (RecurrentWorld.logp(end, on.get(i).rejected) - l[i]) / on.size();
    }
    figures.put(arm, "chosen", chosen);
    figures.put(arm, "rejected", rejected);
  }

  private static List<Two> sorted(List<Two> all, double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> scores[i]))
        .map(all::get)
        .toList();
  }

  /** Mean over lengths of y_w of the correlation within each, by how many pairs it has. */
  private static double within(List<Two> all, double[] scores, double[] fall) {
    double sum = 0;
    double weight = 0;
    for (int length = 3; length <= 8; length++) {
      var x = new ArrayList<Double>();
      var y = new ArrayList<Double>();
      for (int i = 0; i < scores.length; i++)
        if (all.get(i).chosen.tokens().length == length) {
          x.add(scores[i]);
          y.add(fall[i]);
        }
      if (x.size() < 3) continue;
      sum += x.size() * Correlation.spearman(plain(x), plain(y));
      weight += x.size();
    }
    return sum / weight;
  }

  private static double[] plain(List<Double> values) {
    return values.stream().mapToDouble(v -> v).toArray();
  }

  private static double share(double[] fall) {
    int fell = 0;
    for (double f : fall) if (f > 0) fell++;
    return (double) fell / fall.length;
  }
}
