package org.penchant.papers.experiment;

import java.util.Arrays;
import org.penchant.align.objective.Link;
import org.penchant.align.reward.LowRank;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.Table;
import org.penchant.align.reward.Tables;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Descent;

/** A low-rank head and its basis fitted to pairs of users; parameters are V [rank F], then A. */
final class SharedRewardsFit {
  private static final Link LOGISTIC = new Link.Logistic();
  private static final double RATE = 0.03;

  private final LowRank head;
  private final int users;
  private final int pairs;
  private final int features;
  private final double l2;

  /** Features of all pairs, one after the other by feature: loops over pairs run on vectors. */
  private final double[] columns;

  /** Every user with as many pairs. */
  SharedRewardsFit(int rank, UserPairs train, double l2) {
    head = new LowRank(rank, true);
    users = train.users();
    pairs = train.x()[0].length;
    features = train.x()[0][0].length;
    this.l2 = l2;
    int n = users * pairs;
    columns = new double[features * n];
    for (int u = 0; u < users; u++)
      for (int i = 0; i < pairs; i++)
        for (int f = 0; f < features; f++) columns[f * n + u * pairs + i] = train.x()[u][i][f];
  }

  double[] run(Seeds seeds, int steps) {
    int rank = head.rank();
    int n = users * pairs;
    double[] start = new double[rank * (features + users)];
    var random = seeds.stream("start");
    for (int j = 0; j < start.length; j++)
      start[j] = random.nextGaussian() * (j < rank * features ? 0.3 : 1);
    var tables = Tables.zeros(head.tables(users));
    var byTables = Tables.zeros(head.tables(users));
    double[] z = new double[rank * n];
    double[] byZ = new double[rank * n];
    return Descent.adam(
        start,
        RATE,
        steps,
        (theta, _, gradient) -> {
          Arrays.fill(z, 0);
          for (int k = 0; k < rank; k++)
            for (int f = 0; f < features; f++) add(theta[k * features + f], f * n, z, k * n, n);
          System.arraycopy(theta, rank * features, tables.of(Table.USERS), 0, rank * users);
          Arrays.fill(byTables.of(Table.USERS), 0);
          for (int u = 0; u < users; u++) user(u, n, z, byZ, tables, byTables);
          System.arraycopy(byTables.of(Table.USERS), 0, gradient, rank * features, rank * users);
          for (int k = 0; k < rank; k++)
            for (int f = 0; f < features; f++) {
              int at = k * features + f;
              gradient[at] = dot(f * n, byZ, k * n, n) + l2 * users * theta[at];
            }
        });
  }

  /** One user's pairs as candidates of one row: utilities are margins, the head being linear. */
  private void user(int u, int n, double[] z, double[] byZ, Tables tables, Tables byTables) {
    int rank = head.rank();
    double[][] rows = new double[pairs][rank];
    for (int i = 0; i < pairs; i++)
      for (int k = 0; k < rank; k++) rows[i][k] = z[k * n + u * pairs + i];
    var outputs = Outputs.of(rows).withUser(u);
    var utilities = head.utilities(outputs, tables);
    double[] slopes =
        Arrays.stream(utilities.values()).map(d -> LOGISTIC.slope(d) / pairs).toArray();
    var by = outputs.zeros();
    utilities.backward(slopes, by, byTables);
    for (int i = 0; i < pairs; i++)
      for (int k = 0; k < rank; k++) byZ[k * n + u * pairs + i] = by.z()[i][k];
  }

  double[][] basis(double[] found) {
    double[][] v = new double[head.rank()][];
    for (int k = 0; k < v.length; k++)
      v[k] = Arrays.copyOfRange(found, k * features, (k + 1) * features);
    return v;
  }

  double[][] weights(double[] found) {
    var tables = Tables.zeros(head.tables(users));
    int rank = head.rank();
    System.arraycopy(found, rank * features, tables.of(Table.USERS), 0, rank * users);
    double[][] weights = new double[users][];
    for (int u = 0; u < users; u++) weights[u] = head.weights(tables, u);
    return weights;
  }

  private void add(double times, int from, double[] to, int into, int n) {
    for (int i = 0; i < n; i++) to[into + i] += times * columns[from + i];
  }

  private double dot(int from, double[] by, int at, int n) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      a += columns[from + i] * by[at + i];
      b += columns[from + i + 1] * by[at + i + 1];
      c += columns[from + i + 2] * by[at + i + 2];
      d += columns[from + i + 3] * by[at + i + 3];
    }
    for (; i < n; i++) a += columns[from + i] * by[at + i];
    return a + b + c + d;
  }
}
