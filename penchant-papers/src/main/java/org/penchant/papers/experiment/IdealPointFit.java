package org.penchant.papers.experiment;

import java.util.Arrays;
import org.penchant.align.objective.Link;
import org.penchant.align.reward.FewShot;
import org.penchant.align.reward.IdealPoint;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.Table;
import org.penchant.align.reward.Tables;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Descent;

/**
 * Ideal points and a linear map f fitted to pairs of users: P ~ N(0, 1), f ~ N(0, 0.35^2), logits
 * N(0, 0.5^2), Adam 0.02 on the mean loss of all pairs. A user's answers are given to the head
 * together, the preferred first.
 */
final class IdealPointFit {
  private static final Link LOGISTIC = new Link.Logistic();
  private static final int Z = 3;

  private final IdealPoint head;
  private final UserAnswers train;
  private final int features;

  /** Every user's answers, the preferred ones first, what f says of them, and slopes by that. */
  private final double[][][] answers;

  private final Outputs[] outputs;
  private final Outputs[] byOutputs;

  /** What was found: f by outputs, and the head's tables. */
  record Found(IdealPoint head, double[] map, Tables tables, double loss) {
    double[] outputs(double[] x) {
      double[] z = new double[Z];
      for (int j = 0; j < map.length; j++) z[j / x.length] += map[j] * x[j % x.length];
      return z;
    }

    /** Utilities under weights of users. */
    UserAnswers.Utility utility(double[][] weights) {
      double[] points = tables.of(IdealPoint.POINTS);
      double[][] ideal = new double[weights.length][Z];
      for (int u = 0; u < ideal.length; u++)
        for (int i = 0; i < points.length; i++) ideal[u][i % Z] += weights[u][i / Z] * points[i];
      return (u, x) -> -squared(outputs(x), ideal[u]);
    }

    double[][] weights(int users) {
      double[][] weights = new double[users][];
      for (int u = 0; u < users; u++) weights[u] = head.weights(tables, u);
      return weights;
    }

    /** Weights of new users from their shots. */
    double[][] fewShot(UserAnswers shots, FewShot fit) {
      double[][] weights = new double[shots.users()][];
      for (int u = 0; u < weights.length; u++) {
        var pairs = new java.util.ArrayList<Outputs>();
        for (int i = 0; i < shots.pairs(); i++)
          pairs.add(Outputs.of(outputs(shots.preferred()[u][i]), outputs(shots.other()[u][i])));
        weights[u] = head.weights(fit.fit(head, tables, pairs, 1), 0);
      }
      return weights;
    }
  }

  IdealPointFit(int prototypes, UserAnswers train) {
    head = new IdealPoint(prototypes, Z, IdealPoint.Nearness.SQUARED, false);
    this.train = train;
    features = train.preferred()[0][0].length;
    int m = train.pairs();
    answers = new double[train.users()][2 * m][];
    outputs = new Outputs[answers.length];
    byOutputs = new Outputs[answers.length];
    for (int u = 0; u < answers.length; u++) {
      System.arraycopy(train.preferred()[u], 0, answers[u], 0, m);
      System.arraycopy(train.other()[u], 0, answers[u], m, m);
      outputs[u] = Outputs.of(new double[2 * m][Z]).withUser(u);
      byOutputs[u] = outputs[u].zeros();
    }
  }

  static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) sum += (a[j] - b[j]) * (a[j] - b[j]);
    return sum;
  }

  Found run(Seeds seeds, int steps) {
    int map = Z * features;
    int points = head.prototypes() * Z;
    int users = train.users();
    double[] start = new double[map + points + users * head.prototypes()];
    var random = seeds.stream("start");
    for (int j = 0; j < start.length; j++)
      start[j] = random.nextGaussian() * (j < map ? 0.35 : j < map + points ? 1 : 0.5);
    var tables = Tables.zeros(head.tables(users));
    double[] loss = new double[1];
    double[] found =
        Descent.adam(
            start,
            0.02,
            steps,
            (theta, step, by) -> loss[0] = add(theta, step == steps - 1, tables, by));
    fill(tables, found, map);
    return new Found(head, Arrays.copyOf(found, map), tables, loss[0]);
  }

  private static void fill(Tables tables, double[] theta, int map) {
    double[] points = tables.of(IdealPoint.POINTS);
    double[] logits = tables.of(Table.USERS);
    System.arraycopy(theta, map, points, 0, points.length);
    System.arraycopy(theta, map + points.length, logits, 0, logits.length);
  }

  /** Adds the gradient of the mean loss; returns it if it is wanted. */
  private double add(double[] theta, boolean wanted, Tables tables, double[] gradient) {
    fill(tables, theta, Z * features);
    var byTables = Tables.zeros(head.tables(train.users()));
    double loss = 0;
    for (int u = 0; u < answers.length; u++)
      loss += user(u, theta, wanted, tables, byTables, gradient);
    double[] points = byTables.of(IdealPoint.POINTS);
    double[] logits = byTables.of(Table.USERS);
    System.arraycopy(points, 0, gradient, Z * features, points.length);
    System.arraycopy(logits, 0, gradient, Z * features + points.length, logits.length);
    return loss;
  }

  private double user(
      int u, double[] map, boolean wanted, Tables tables, Tables byTables, double[] gradient) {
    double[][] z = outputs[u].z();
    double[][] by = byOutputs[u].z();
    for (int i = 0; i < z.length; i++)
      for (int k = 0; k < Z; k++) {
        double sum = 0;
        for (int f = 0; f < features; f++) sum += map[k * features + f] * answers[u][i][f];
        z[i][k] = sum;
        by[i][k] = 0;
      }
    var utilities = head.utilities(outputs[u], tables);
    double[] values = utilities.values();
    int m = train.pairs();
    double[] slopes = new double[2 * m];
    double loss = 0;
    double each = 1.0 / (m * train.users());
    for (int i = 0; i < m; i++) {
      double s = values[i] - values[m + i];
      if (wanted) loss += each * LOGISTIC.loss(s);
      slopes[i] = each * LOGISTIC.slope(s);
      slopes[m + i] = -slopes[i];
    }
    utilities.backward(slopes, byOutputs[u], byTables);
    for (int i = 0; i < z.length; i++)
      for (int k = 0; k < Z; k++)
        for (int f = 0; f < features; f++)
          gradient[k * features + f] += by[i][k] * answers[u][i][f];
    return loss;
  }
}
