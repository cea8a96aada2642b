package org.penchant.app.job;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.penchant.app.job.MethodResult.Point;

/**
 * Where methods are compared: as far from the base, or at as great a margin.
 *
 * @param kl nats a token; empty if no method moved
 * @param margin nats; empty if no method ended with a positive one
 */
public record Levels(OptionalDouble kl, OptionalDouble margin) {
  /** The levels asked for, or the smallest positive ones that methods end with. */
  public static Levels of(OptionalDouble kl, OptionalDouble margin, List<MethodResult> results) {
    return new Levels(
        kl.isPresent() ? kl : least(results, Point::kl),
        margin.isPresent() ? margin : least(results, Point::margin));
  }

  /** A method where its KL first reaches the level. */
  public Optional<Point> atKl(MethodResult result) {
    return kl.isEmpty() ? Optional.empty() : reached(result.points(), Point::kl, kl.getAsDouble());
  }

  /** A method where its margin first reaches the level. */
  public Optional<Point> atMargin(MethodResult result) {
    return margin.isEmpty()
        ? Optional.empty()
        : reached(result.points(), Point::margin, margin.getAsDouble());
  }

  /**
   * Where {@code quantity} first reaches {@code level} from below, everything interpolated linearly
   * between the measurements before and after; empty if it never does. What is NaN is passed over.
   */
  static Optional<Point> reached(List<Point> all, ToDoubleFunction<Point> quantity, double level) {
    var points = all.stream().filter(p -> !Double.isNaN(quantity.applyAsDouble(p))).toList();
    for (int i = 0; i < points.size(); i++) {
      double here = quantity.applyAsDouble(points.get(i));
      if (!(here >= level)) continue;
      if (i == 0) return Optional.of(points.getFirst());
      double before = quantity.applyAsDouble(points.get(i - 1));
      double share = here == before ? 1 : (level - before) / (here - before);
      return Optional.of(between(points.get(i - 1), points.get(i), share));
    }
    return Optional.empty();
  }

  private static Point between(Point a, Point b, double share) {
    return new Point(
        Math.round(mix(a.step(), b.step(), share)),
        mix(a.accuracy(), b.accuracy(), share),
        mix(a.margin(), b.margin(), share),
        mix(a.ranking(), b.ranking(), share),
        mix(a.chosen(), b.chosen(), share),
        mix(a.rejected(), b.rejected(), share),
        mix(a.kl(), b.kl(), share),
        mix(a.loss(), b.loss(), share));
  }

  private static double mix(double a, double b, double share) {
    return a + share * (b - a);
  }

  private static OptionalDouble least(List<MethodResult> results, ToDoubleFunction<Point> value) {
    return results.stream().map(MethodResult::last).mapToDouble(value).filter(v -> v > 0).min();
  }
}
