package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.rank.judge.factor.AttributeVotes;
import org.penchant.rank.judge.factor.Dissection;
import org.penchant.rank.judge.factor.HamiltonianSampler;

/**
 * Judges of known weights dissected from their choices (arXiv 2402.11296): comparisons -1, 0 and 1
 * with probabilities 0.25, 0.5 and 0.25; a person (severe errors 0.1, admitted limits -0.9, stance
 * 0.9), a strong model (1.4, 0.1, 0.1), the other weights N(0, 0.35) of each, and a sibling of the
 * strong one within N(0, 0.08). A system is then bettered in three properties by 1, at most to 1,
 * each with probability 0.5, and measured by the strong judge's true weights.
 *
 * @param properties how many, at least 6
 * @param choices of each judge
 * @param fresh choices a shift is measured on
 */
public record DissectedJudges(int properties, int choices, int fresh, Dissection.Settings settings)
    implements Experiment {
  private static final int ERRORS = 0;
  private static final int LIMITS = 1;

  /** One fit of all choices, 300 draws of warm-up and 1,200 kept, two chains. */
  public static DissectedJudges defaults() {
    return new DissectedJudges(
        29, 1500, 4000, new Dissection.Settings(0.1, 1, 2, new HamiltonianSampler(300, 1200, 16)));
  }

  @Override
  public DissectedJudges trial() {
    return new DissectedJudges(
        properties,
        100,
        100,
        new Dissection.Settings(0.1, 1, 2, new HamiltonianSampler(10, 20, 4)));
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var random = seeds.stream("judges");
    double[] person = weights(0.1, -0.9, 0.9, random);
    double[] strong = weights(1.4, 0.1, 0.1, random);
    double[] sibling = strong.clone();
    for (int k = 0; k < properties; k++) sibling[k] += 0.08 * random.nextGaussian();
    var byPerson = fit("person", person, figures, seeds);
    var byStrong = fit("strong", strong, figures, seeds);
    var bySibling = fit("sibling", sibling, figures, seeds);
    figures.put("strong and person", "similarity", byStrong.similarity(byPerson));
    figures.put("strong and sibling", "similarity", byStrong.similarity(bySibling));
    double[][] pairs = rows(fresh, seeds.stream("fresh"));
    int[] order =
        IntStream.range(0, properties)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -byStrong.means()[k]))
            .mapToInt(k -> k)
            .toArray();
    int[] drawn = Seeds.permutation(properties, seeds.stream("drawn"));
    double atRandom = shift(pairs, Arrays.copyOf(drawn, 3), strong, seeds);
    figures.put(
        "most favoured three", "shift", shift(pairs, Arrays.copyOf(order, 3), strong, seeds));
    figures.put(
        "least favoured three",
        "shift",
        shift(pairs, Arrays.copyOfRange(order, properties - 3, properties), strong, seeds));
    figures.put("three at random", "shift", atRandom);
    figures.put("three at random, turned round", "shift", -atRandom);
  }

  private double[] weights(double errors, double limits, double stance, RandomGenerator random) {
    double[] all = new double[properties];
    Arrays.setAll(all, _ -> 0.35 * random.nextGaussian());
    all[ERRORS] = errors;
    all[LIMITS] = limits;
    all[2] = stance;
    return all;
  }

  private double[][] rows(int count, RandomGenerator random) {
    var x = new double[count][properties];
    for (double[] row : x)
      Arrays.setAll(
          row,
          _ -> {
            double u = random.nextDouble();
            return u < 0.25 ? -1 : u < 0.75 ? 0 : 1;
          });
    return x;
  }

  private Dissection fit(String judge, double[] weights, Figures figures, Seeds seeds) {
    var random = seeds.stream("choices of " + judge);
    var names = IntStream.range(0, properties).mapToObj(k -> "property " + k).toList();
    double[][] x = rows(choices, random);
    var y = new boolean[choices];
    for (int r = 0; r < choices; r++) y[r] = random.nextDouble() < sigmoid(dot(x[r], weights));
    var fit = Dissection.of(new AttributeVotes(names, x, y), settings, seeds.child(judge));
    figures.put(judge, "recovery", Correlation.pearson(fit.means(), weights));
    figures.put(judge, "preference for fewer errors", fit.preference(ERRORS));
    figures.put(judge, "preference for admitted limits", fit.preference(LIMITS));
    figures.put(judge, "split R-hat", fit.rHat());
    return fit;
  }

  /** By how much the true win rate rises; the same dice for all properties. */
  private static double shift(double[][] pairs, int[] raised, double[] weights, Seeds seeds) {
    var random = seeds.stream("raised");
    double sum = 0;
    for (double[] row : pairs) {
      double[] better = row.clone();
      for (int k : raised) if (random.nextBoolean()) better[k] = Math.min(1, better[k] + 1);
      sum += sigmoid(dot(better, weights)) - sigmoid(dot(row, weights));
    }
    return sum / pairs.length;
  }

  private static double dot(double[] x, double[] w) {
    double sum = 0;
    for (int k = 0; k < w.length; k++) sum += x[k] * w[k];
    return sum;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
