package org.penchant.papers.experiment;

import java.util.List;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.LabelNoise;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.Ray;

/**
 * List losses on scored candidates (arXiv 2306.17492, 2402.01878, 2412.04628): reference logits
 * N(0, 0.5^2), Adam 0.03 from zero, full batch; the true value on 200 new prompts of as many
 * candidates, the parameters scaled to a stated KL from the reference. Chosen here: the conflict
 * world's a has standard deviation 1.5 / sqrt 12, and its good candidates stand at random places.
 *
 * @param world the truth
 * @param candidates of a prompt, K
 * @param noise of scores, but in the conflict world
 * @param arms what is trained
 * @param steps of every arm, at most; rounds on policy have 60
 */
public record RankedCandidates(
    World world, int candidates, LabelNoise noise, List<ListArm> arms, int steps)
    implements Experiment {
  private static final int TEST = 200;

  /** Truths. */
  public enum World {
    /** 25 prompts; R = phi . a, phi in R^16 of N(0, 1), a of N(0, 1) 1.5 / sqrt 16; KL 0.5. */
    EXCHANGEABLE,
    /**
     * 40 prompts; phi in R^12 and an indicator of the good half, for which R = phi . a; for the
     * others R = -3 + phi . (-a + 0.3 N(0, 1)); scores R + N(0, 0.5^2); KL 1.
     */
    CONFLICT,
    /** As EXCHANGEABLE, the candidates being drawn from the policy in rounds of training. */
    ON_POLICY
  }

  public RankedCandidates {
    arms = List.copyOf(arms);
  }

  public static RankedCandidates defaults() {
    return new RankedCandidates(
        World.EXCHANGEABLE, 8, new LabelNoise(LabelNoise.Kind.NORMAL, 1), List.of(), 150);
  }

  @Override
  public RankedCandidates trial() {
    return new RankedCandidates(world, candidates, noise, arms, 2);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    if (world == World.ON_POLICY) {
      new OnPolicyLists(candidates, noise, arms, Math.min(steps, OnPolicyLists.STEPS))
          .run(seeds, figures);
      return;
    }
    boolean plain = world == World.EXCHANGEABLE;
    int d = plain ? 16 : 12;
    double[] a = Normals.of(d, 1.5 / Math.sqrt(d), seeds.stream("a"));
    double[] other = Normals.of(d, 0.3, seeds.stream("other"));
    for (int j = 0; j < d; j++) other[j] -= a[j];
    var train = draw(plain ? 25 : 40, a, other, seeds.child("train"));
    var test = draw(TEST, a, other, seeds.child("test"));
    var added = plain ? noise : new LabelNoise(LabelNoise.Kind.NORMAL, 0.5);
    double[] scores = added.added(train.utility(), seeds.stream("noise"));
    for (var arm : arms) {
      double[] theta = arm.fit(train, scores, seeds.stream("pairs"), 0.03, steps);
      figures.put(arm.name(), "value", new Ray(test, theta).valueAtKl(plain ? 0.5 : 1));
    }
  }

  private LogLinearWorld draw(int prompts, double[] a, double[] other, Seeds seeds) {
    int n = prompts * candidates;
    int d = a.length;
    boolean plain = world == World.EXCHANGEABLE;
    int width = plain ? d : d + 1;
    double[] x = Normals.of(n * d, seeds.stream("features"));
    double[] phi = new double[n * width];
    double[] utility = new double[n];
    var places = seeds.stream("good");
    int[] order = Seeds.permutation(candidates, places);
    for (int i = 0; i < n; i++) {
      if (i > 0 && i % candidates == 0) order = Seeds.permutation(candidates, places);
      boolean good = plain || order[i % candidates] < candidates / 2;
      if (!good) utility[i] = -3;
      for (int j = 0; j < d; j++) {
        phi[i * width + j] = x[i * d + j];
        utility[i] += x[i * d + j] * (good ? a[j] : other[j]);
      }
      if (!plain) phi[i * width + d] = good ? 1 : 0;
    }
    double[] reference = Normals.of(n, 0.5, seeds.stream("reference"));
    return LogLinearWorld.of(prompts, candidates, phi, reference, utility);
  }
}
