package org.penchant.app.job;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.penchant.align.objective.Need;
import org.penchant.align.reference.ReferenceKind;
import org.penchant.papers.catalogue.Method;

/**
 * All that a comparison of methods depends on.
 *
 * @param common what the runs share: model, data, folder of the comparison, training options; its
 *     method, regimen and evaluation interval are not looked at
 * @param runs the methods, in the order of the report
 * @param atKl nats a token at which methods are compared; else the smallest that a method ends with
 * @param atMargin nats at which methods are compared; else the smallest that a method ends with
 * @param evalSteps steps between measurements; 0 for about ten a run
 * @param strict whether a method that cannot run on the data ends the comparison
 * @param resume whether methods that ended before are taken from {@code out}
 */
public record CompareRequest(
    AlignRequest common,
    List<Run> runs,
    OptionalDouble atKl,
    OptionalDouble atMargin,
    int evalSteps,
    boolean strict,
    boolean resume) {
  private static final int MEASUREMENTS = 10;

  /**
   * A method with what goes around it.
   *
   * @param asked whether it was asked for, or is there as the baseline alone
   */
  public record Run(Method method, Regimen regimen, boolean asked) {}

  public CompareRequest {
    runs = List.copyOf(runs);
    if (evalSteps < 0)
      throw new IllegalArgumentException("eval steps = " + evalSteps + ", must be at least 0");
    atKl.ifPresent(level -> positive("at-kl", level));
    atMargin.ifPresent(level -> positive("at-margin", level));
  }

  /** Measured about ten times a run, at the smallest levels that are reached. */
  public static CompareRequest of(AlignRequest common, List<Run> runs) {
    return new CompareRequest(
        common, runs, OptionalDouble.empty(), OptionalDouble.empty(), 0, false, false);
  }

  /** The folder of a method's run. */
  Path folder(Run run) {
    return common.out().resolve("methods").resolve(run.method().id());
  }

  /** The run of a method, measured every {@link #every} steps. */
  AlignRequest of(Run run, int rows) {
    boolean reference = run.method().objective().needs().contains(new Need.ReferenceLogps());
    var train = run.regimen().over(common.train());
    return common.with(
        run.method(),
        run.regimen().forMethod(run.method()),
        reference ? new ReferenceKind.Frozen() : new ReferenceKind.None(),
        train.withIntervals(every(train.totalSteps(rows)), 0, train.patience()),
        folder(run));
  }

  /** Steps between measurements of a run of so many steps. */
  int every(long steps) {
    return evalSteps > 0 ? evalSteps : (int) Math.max(1, steps / MEASUREMENTS);
  }

  private static void positive(String name, double level) {
    if (!(level > 0 && level < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(name + " = " + level + ", must be > 0");
  }
}
