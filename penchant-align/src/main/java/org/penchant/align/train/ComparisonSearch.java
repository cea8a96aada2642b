package org.penchant.align.train;

/**
 * A step without derivatives, from one-bit comparisons of parameters with others near them (ComPO,
 * arXiv 2505.05465).
 *
 * <p>o_i = -1 if theta + rho z_i is better than theta, else +1; g = sum_i o_i z_i, normalised, its
 * entries below {@code sparsity} set to 0; with c successes among M directions, theta moves by
 * -rate (c/M) g. It stays where it is if c < {@code leastSuccesses}, or if theta - probe g is not
 * better. For small rho a pair whose likelihoods have gradients at an angle phi succeeds with
 * probability phi / (2 pi): responses that are alike are skipped.
 *
 * @param radius rho, length of a perturbation in units of a direction
 * @param directions M; the noise of g is about sqrt(parameters / M)
 * @param sparsity least absolute entry of the normalised direction that is kept; scales like 1 /
 *     sqrt(parameters)
 * @param leastSuccesses c_min
 * @param probe step at which the direction must still be better
 * @param rate eta
 * @param checkApplied whether the step taken must be better too, which the probe does not certify
 */
public record ComparisonSearch(
    double radius,
    int directions,
    double sparsity,
    int leastSuccesses,
    double probe,
    double rate,
    boolean checkApplied) {

  public ComparisonSearch {
    positive("radius", radius);
    positive("directions", directions);
    positive("probe", probe);
    positive("rate", rate);
    if (!(sparsity >= 0))
      throw new IllegalArgumentException("sparsity = " + sparsity + ", must be >= 0");
    if (leastSuccesses < 0 || leastSuccesses > directions)
      throw new IllegalArgumentException(
          leastSuccesses + " successes of " + directions + " directions cannot be asked for");
  }

  /** The paper's for the output projection of Mistral-7B: about 131 million parameters. */
  public static ComparisonSearch defaults() {
    return new ComparisonSearch(5e-4, 1400, 2.2e-4, 330, 5, 0.035, false);
  }

  public ComparisonSearch withDirections(int number, int least) {
    return new ComparisonSearch(radius, number, sparsity, least, probe, rate, checkApplied);
  }

  public ComparisonSearch withSteps(double perturbation, double probed, double applied) {
    return new ComparisonSearch(
        perturbation, directions, sparsity, leastSuccesses, probed, applied, checkApplied);
  }

  public ComparisonSearch withSparsity(double least) {
    return new ComparisonSearch(
        radius, directions, least, leastSuccesses, probe, rate, checkApplied);
  }

  public ComparisonSearch withCheckApplied() {
    return new ComparisonSearch(radius, directions, sparsity, leastSuccesses, probe, rate, true);
  }

  /** Compares parameters with those at hand. */
  @FunctionalInterface
  public interface Oracle {
    /** Whether theta + delta is better than theta; must not keep {@code delta}. */
    boolean better(float[] delta);
  }

  /** What became of a step. */
  public enum Verdict {
    APPLIED,
    /** Fewer successes than asked for. */
    TOO_FEW_SUCCESSES,
    /** The probe was not better. */
    PROBE_FAILED,
    /** The step itself was not better. */
    STEP_FAILED
  }

  /**
   * A step.
   *
   * @param update to be added to theta; empty unless applied
   * @param successes c
   */
  public record Step(Verdict verdict, float[] update, int successes) {
    public boolean applied() {
      return verdict == Verdict.APPLIED;
    }
  }

  /** Calls of the oracle that a step needs at most. */
  public int evaluations() {
    return directions + (checkApplied ? 2 : 1);
  }

  /** One step on {@code size} parameters. */
  public Step step(int size, Directions random, Oracle oracle) {
    float[] z = new float[size];
    float[] delta = new float[size];
    float[] g = new float[size];
    int successes = 0;
    for (int i = 0; i < directions; i++) {
      random.fill(i, z);
      for (int j = 0; j < size; j++) delta[j] = (float) (radius * z[j]);
      boolean better = oracle.better(delta);
      if (better) successes++;
      for (int j = 0; j < size; j++) g[j] += better ? -z[j] : z[j];
    }
    if (successes < leastSuccesses) return unmoved(Verdict.TOO_FEW_SUCCESSES, successes);
    sparsify(g);
    if (!oracle.better(scaled(g, -probe, delta))) return unmoved(Verdict.PROBE_FAILED, successes);
    scaled(g, -rate * successes / directions, delta);
    if (checkApplied && !oracle.better(delta)) return unmoved(Verdict.STEP_FAILED, successes);
    return new Step(Verdict.APPLIED, delta, successes);
  }

  /** Normalises in place and clears small entries. */
  private void sparsify(float[] g) {
    double squares = 0;
    for (float entry : g) squares += (double) entry * entry;
    if (squares == 0) return;
    double norm = Math.sqrt(squares);
    for (int j = 0; j < g.length; j++) {
      float entry = (float) (g[j] / norm);
      g[j] = Math.abs(entry) >= sparsity ? entry : 0;
    }
  }

  private static float[] scaled(float[] g, double by, float[] into) {
    for (int j = 0; j < g.length; j++) into[j] = (float) (by * g[j]);
    return into;
  }

  private static Step unmoved(Verdict verdict, int successes) {
    return new Step(verdict, new float[0], successes);
  }

  private static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(name + " = " + value + ", must be > 0");
  }
}
