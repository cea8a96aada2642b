package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.Link;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Normals;
import org.penchant.rank.basis.BasisSettings;
import org.penchant.rank.basis.CategoryElo;
import org.penchant.rank.choice.PairwiseChoice;

/**
 * Twenty-one categories among many reasons (arXiv 2503.24150). Their popularity is Dirichlet(3) and
 * holds 0.9 of the mass, 400 rare ones share 0.1; an annotation's embedding is its category's
 * random direction in R^32 plus N(0, 0.06^2) on each coordinate. Six models of strengths N(0, 1) in
 * every category meet at random, a category drawn by popularity decides; ratings by category have
 * half a win in each direction for a prior, and are held against the true strengths, centred in
 * each category. Then a policy over two style bits learns, by DPO (beta 0.1, gradient descent of
 * rate 1 from the uniform reference), from 1000 pairs that the first bit decides by sigmoid 2, the
 * second being drawn evenly.
 *
 * @param annotations how many
 * @param comparisons how many
 * @param steps of DPO
 */
public record PreferenceBasis(int annotations, int comparisons, int steps) implements Experiment {
  private static final int TRUE = 21;
  private static final int RARE = 400;
  private static final int D = 32;
  private static final int MODELS = 6;
  private static final Link LOGISTIC = new Link.Logistic();

  public static PreferenceBasis defaults() {
    return new PreferenceBasis(5000, 8000, 200);
  }

  @Override
  public PreferenceBasis trial() {
    return new PreferenceBasis(200, 500, 2);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[] popularity = dirichlet(seeds.stream("popularity"));
    cover(popularity, seeds, figures);
    rate(popularity, seeds, figures);
    style(seeds, figures);
  }

  /** Gamma(3) numbers, each the sum of three exponentials, over their sum. */
  private static double[] dirichlet(RandomGenerator random) {
    double[] shares = new double[TRUE];
    double sum = 0;
    for (int c = 0; c < TRUE; c++) {
      for (int k = 0; k < 3; k++) shares[c] -= Math.log1p(-random.nextDouble());
      sum += shares[c];
    }
    for (int c = 0; c < TRUE; c++) shares[c] /= sum;
    return shares;
  }

  private void cover(double[] popularity, Seeds seeds, Figures figures) {
    var random = seeds.stream("annotations");
    double[][] directions = new double[TRUE + RARE][];
    for (int c = 0; c < directions.length; c++) directions[c] = Normals.direction(D, 1, random);
    double[][] all = new double[annotations][];
    for (int n = 0; n < annotations; n++) {
      int c = random.nextDouble() < 0.9 ? draw(popularity, random) : TRUE + random.nextInt(RARE);
      all[n] = Normals.of(D, 0.06, random);
      for (int k = 0; k < D; k++) all[n][k] += directions[c][k];
    }
    var basis = BasisSettings.defaults().find(all, seeds.stream("clusters"));
    double[] curve = basis.curve(all);
    for (int top : new int[] {5, 10, 21, 40}) figures.put("basis", "top " + top, at(curve, top));
    figures.put("basis", "gain from 21 to 40", at(curve, 40) - at(curve, 21));
    figures.put("basis", "categories", basis.size());
    figures.put("basis", "needed for 0.87", basis.needed(all, 0.87));
    double[][] half = Arrays.copyOf(all, annotations / 2);
    double[][] other = Arrays.copyOfRange(all, annotations / 2, annotations);
    var one = BasisSettings.defaults().find(half, seeds.stream("first half"));
    var two = BasisSettings.defaults().find(other, seeds.stream("second half"));
    figures.put("basis of a half", "matched", one.top(TRUE).matched(two.top(TRUE), 0.8));
    figures.put("basis of a half", "covers the other", one.top(TRUE).coverage(other));
  }

  private static double at(double[] curve, int top) {
    return curve[Math.min(top, curve.length) - 1];
  }

  private static int draw(double[] shares, RandomGenerator random) {
    double at = random.nextDouble();
    for (int c = 0; c < shares.length - 1; c++) {
      at -= shares[c];
      if (at < 0) return c;
    }
    return shares.length - 1;
  }

  private void rate(double[] popularity, Seeds seeds, Figures figures) {
    var random = seeds.stream("comparisons");
    double[] strength = Normals.of(MODELS * TRUE, seeds.stream("strengths"));
    int[] labels = new int[comparisons];
    int[][] pairs = new int[comparisons][];
    boolean[] won = new boolean[comparisons];
    for (int n = 0; n < comparisons; n++) {
      int i = random.nextInt(MODELS);
      int j = (i + 1 + random.nextInt(MODELS - 1)) % MODELS;
      labels[n] = draw(popularity, random);
      pairs[n] = new int[] {i, j};
      double gap = strength[i * TRUE + labels[n]] - strength[j * TRUE + labels[n]];
      won[n] = random.nextDouble() < Logistic.sigmoid(gap);
    }
    int[] order = Seeds.permutation(comparisons, seeds.stream("shuffled"));
    int[] shuffled = Arrays.stream(order).map(n -> labels[n]).toArray();
    var votes = table(pairs, won, labels);
    double[] truth = centred(strength);
    figures.put("by category", "correlation", correlation(truth, votes));
    figures.put("shuffled labels", "correlation", correlation(truth, table(pairs, won, shuffled)));
    double[] all = PairwiseChoice.defaults().fit(votes).utilities();
    double[] same = new double[MODELS * TRUE];
    for (int i = 0; i < MODELS; i++)
      Arrays.fill(same, i * TRUE, (i + 1) * TRUE, all[votes.items().indexOf("" + i)]);
    figures.put("all votes", "correlation", Correlation.pearson(truth, same));
  }

  private static VoteTable table(int[][] pairs, boolean[] won, int[] labels) {
    var tally = new VoteTally(Set.of(Keep.GROUP), List.of());
    for (int i = 0; i < MODELS; i++) tally.item("" + i);
    for (int n = 0; n < labels.length; n++)
      tally.add(
          Vote.of("" + pairs[n][0], "" + pairs[n][1], won[n] ? 1 : 0).withGroup("" + labels[n]));
    return tally.table();
  }

  private static double correlation(double[] truth, VoteTable votes) {
    var elo = CategoryElo.defaults().withPrior(new CategoryElo.Prior.Even(0.5));
    double[] found = new double[truth.length];
    double[] none = new double[MODELS];
    for (int c = 0; c < TRUE; c++) {
      int group = votes.groups().indexOf("" + c);
      double[] scores = elo.of(votes.filter(r -> votes.group(r) == group), none).scores();
      for (int i = 0; i < MODELS; i++) found[i * TRUE + c] = scores[i];
    }
    return Correlation.pearson(truth, found);
  }

  /** Less each category's mean over models. */
  private static double[] centred(double[] strength) {
    double[] out = strength.clone();
    for (int c = 0; c < TRUE; c++) {
      double mean = 0;
      for (int i = 0; i < MODELS; i++) mean += strength[i * TRUE + c] / MODELS;
      for (int i = 0; i < MODELS; i++) out[i * TRUE + c] -= mean;
    }
    return out;
  }

  /** Responses are two bits, 2 first + second. */
  private void style(Seeds seeds, Figures figures) {
    var random = seeds.stream("style");
    int n = 1000;
    int[][] pairs = new int[n][];
    for (int i = 0; i < n; i++) {
      boolean right = random.nextDouble() < Logistic.sigmoid(2);
      int w = (right ? 2 : 0) + random.nextInt(2);
      int l = (right ? 0 : 2) + random.nextInt(2);
      pairs[i] = new int[] {w, l};
    }
    double beta = 0.1;
    double[] logits =
        Descent.plain(
            new double[4],
            1,
            steps,
            (theta, _, gradient) -> {
              for (int[] pair : pairs) {
                double by = LOGISTIC.slope(beta * (theta[pair[0]] - theta[pair[1]])) * beta / n;
                gradient[pair[0]] += by;
                gradient[pair[1]] -= by;
              }
            });
    double all = 0;
    double[] e = new double[4];
    for (int k = 0; k < 4; k++) all += e[k] = Math.exp(logits[k]);
    figures.put("trained on one category", "its bit", (e[2] + e[3]) / all - 0.5);
    figures.put("trained on one category", "the other bit", Math.abs((e[1] + e[3]) / all - 0.5));
  }
}
