package org.penchant.papers.experiment;

import java.util.random.RandomGenerator;
import org.penchant.core.random.Seeds;
import org.penchant.rank.ask.CopelandSearch;
import org.penchant.rank.ask.DuelChoice;
import org.penchant.rank.ask.ModeTest;
import org.penchant.rank.ask.TernaryLaw;

/**
 * The search for a Copeland winner among items of unknown ternary laws (arXiv 2310.00750): the
 * likeliest answer of a pair has probability (1 - q) / 3 + q, q uniform on [0.15, 0.5], the others
 * (1 - q) / 3.
 *
 * @param items how many
 * @param levels whether relations follow from levels 0 to 3, and so are transitive; else each is
 *     better, indifferent or worse with probabilities 0.4, 0.2 and 0.4
 */
public record CopelandDuels(int items, boolean levels) implements Experiment {
  public static CopelandDuels defaults() {
    return new CopelandDuels(8, false);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var law = law(seeds.stream("laws"));
    var search = CopelandSearch.defaults();
    double all =
        arm(figures, "all pairs", search.withChoice(new DuelChoice.Exhaustive()), law, seeds);
    double random =
        arm(figures, "random pairs", search.withChoice(new DuelChoice.AtRandom()), law, seeds);
    double own = arm(figures, "potential", search, law, seeds);
    figures.put("potential", "share of all pairs' queries", own / all);
    figures.put("potential", "fewer than all pairs", own < all ? 1 : 0);
    figures.put("potential", "fewer than random pairs", own < random ? 1 : 0);
    if (levels) arm(figures, "potential, transitive", search.withTransitive(true), law, seeds);
  }

  private double arm(
      Figures figures, String arm, CopelandSearch search, TernaryLaw law, Seeds seeds) {
    var own = seeds.child(arm);
    var found = search.run(items, law.oracle(own.stream("answers")), own.stream("choice"));
    double[] truth = law.copeland(ModeTest.Relation.MODE);
    double best = 0;
    for (double score : truth) best = Math.max(best, score);
    figures.put(arm, "queries", found.queries());
    figures.put(arm, "duels", found.duels());
    figures.put(arm, "correct", truth[found.winners().getFirst()] == best ? 1 : 0);
    return found.queries();
  }

  private TernaryLaw law(RandomGenerator random) {
    int[] level = random.ints(items, 0, 4).toArray();
    var better = new double[items][items];
    var indifferent = new double[items][items];
    for (int i = 0; i < items; i++)
      for (int j = 0; j < i; j++) {
        double u = random.nextDouble();
        int relation =
            levels ? Integer.compare(level[i], level[j]) : u < 0.4 ? 1 : u < 0.6 ? 0 : -1;
        double q = random.nextDouble(0.15, 0.5);
        better[i][j] = (1 - q) / 3 + (relation > 0 ? q : 0);
        better[j][i] = (1 - q) / 3 + (relation < 0 ? q : 0);
        indifferent[i][j] = indifferent[j][i] = 1 - better[i][j] - better[j][i];
      }
    return new TernaryLaw(better, indifferent);
  }
}
