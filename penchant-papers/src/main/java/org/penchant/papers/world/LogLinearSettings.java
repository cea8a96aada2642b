package org.penchant.papers.world;

import java.util.List;
import org.penchant.core.random.Seeds;

/**
 * What a {@link LogLinearWorld} is drawn from. Features are N(0, 1), reference logits N(0,
 * referenceScale^2), theta* is uniform in direction.
 *
 * @param prompts P
 * @param candidates K responses of every prompt
 * @param features d
 * @param referenceScale standard deviation of the reference logits, nats
 * @param utilityNorm |theta*|
 * @param residual standard deviation of the part of utility that features do not explain
 * @param regions candidates that differ; those in none are plain
 * @param lengths of responses
 */
public record LogLinearSettings(
    int prompts,
    int candidates,
    int features,
    double referenceScale,
    double utilityNorm,
    double residual,
    List<Region> regions,
    Lengths lengths) {
  public LogLinearSettings {
    if (prompts < 1 || candidates < 2 || features < 1)
      throw new IllegalArgumentException("a world needs a prompt, two candidates and a feature");
    regions = List.copyOf(regions);
    for (var region : regions)
      if (region.to() > candidates)
        throw new IllegalArgumentException(region + " ends after candidate " + candidates);
  }

  public static LogLinearSettings defaults() {
    return new LogLinearSettings(60, 10, 8, 1, 1, 0, List.of(), Lengths.defaults());
  }

  /** The world of these seeds; each ingredient has its stream, so changing one moves no other. */
  public LogLinearWorld draw(Seeds seeds) {
    int n = prompts * candidates;
    double[] phi = Normals.of(n * features, seeds.stream("features"));
    double[] shared = Normals.direction(features, 1, seeds.stream("shared"));
    double[] length = new double[n];
    var lengthStream = seeds.stream("lengths");
    double[] logits = Normals.of(n, seeds.stream("reference"));
    double[] theta = Normals.direction(features, utilityNorm, seeds.stream("utility"));
    if (lengths.vary()) theta[features - 1] = 0;
    double[] residuals = Normals.of(n, seeds.stream("residual"));
    double[] opposite = Normals.of(features, seeds.stream("opposed"));
    double[] utility = new double[n];
    for (int i = 0; i < n; i++) {
      var region = region(i % candidates);
      for (int j = 0; j < features; j++)
        phi[i * features + j] =
            phi[i * features + j] * region.featureScale() + region.shared() * shared[j];
      length[i] = lengthStream.nextInt(lengths.least(), lengths.most() + 1);
      if (lengths.vary()) phi[i * features + features - 1] = lengths.standardised(length[i]);
      logits[i] = logits[i] * referenceScale + region.referenceShift();
      utility[i] = residual * residuals[i];
      double score = dot(phi, i, theta);
      utility[i] +=
          switch (region.utility()) {
            case Utility.Linear _ -> score;
            case Utility.Deceptive d -> -d.factor() * Math.abs(score);
            case Utility.Opposed o -> o.noise() * dot(phi, i, opposite) - score - o.shift();
          };
    }
    return new LogLinearWorld(
        prompts,
        candidates,
        features,
        phi,
        LogLinearWorld.normalised(logits, candidates),
        utility,
        theta,
        length);
  }

  private Region region(int candidate) {
    return regions.stream().filter(r -> r.holds(candidate)).findFirst().orElse(Region.defaults());
  }

  private double dot(double[] phi, int i, double[] theta) {
    double sum = 0;
    for (int j = 0; j < features; j++) sum += phi[i * features + j] * theta[j];
    return sum;
  }
}
