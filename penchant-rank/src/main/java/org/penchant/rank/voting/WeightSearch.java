package org.penchant.rank.voting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.ScoreTable;

/**
 * Which weights of the tasks, w >= 0 with sum 1, would make a system a Condorcet winner (arXiv
 * 2210.05769). Its margin is the value of a game against the others, max over w of min over j of
 * sum over t of w_t sign(s_t(c) - s_t(j)), in [-1, 1]; a missing score compares as equal. A linear
 * programme; margins within {@value #TOLERANCE} of 0 count as 0.
 *
 * @param bounds on weights of tasks, as shares of the total
 * @param orders between groups of tasks
 */
public record WeightSearch(List<Bound> bounds, List<Order> orders) {
  public static final double TOLERANCE = 1e-9;

  /** lower <= w(task) <= upper. */
  public record Bound(String task, double lower, double upper) {
    public Bound {
      if (!(lower >= 0 && lower <= upper && upper <= 1))
        throw new IllegalArgumentException(
            "bounds of '" + task + "': needs 0 <= " + lower + " <= " + upper + " <= 1");
    }
  }

  /** The weights of {@code heavier} sum to at least those of {@code lighter}. */
  public record Order(List<String> heavier, List<String> lighter) {
    public Order {
      heavier = List.copyOf(heavier);
      lighter = List.copyOf(lighter);
    }
  }

  /**
   * What weights can do for a system.
   *
   * @param margin the least weighted lead over another system that the best weights leave it with
   * @param weights with sum 1, one a task: those of the greatest margin, or those asked for
   */
  public record Answer(String system, double margin, double[] weights) {
    /** Whether some weights let nobody beat it. */
    public boolean wins() {
      return margin >= -TOLERANCE;
    }

    /** Whether some weights let it beat everybody. */
    public boolean winsStrictly() {
      return margin > TOLERANCE;
    }
  }

  public WeightSearch {
    bounds = List.copyOf(bounds);
    orders = List.copyOf(orders);
  }

  public static WeightSearch defaults() {
    return new WeightSearch(List.of(), List.of());
  }

  /**
   * The weights with the greatest margin.
   *
   * @throws ProblemsException if a task or the system is unknown, or no weights meet the bounds
   */
  public Answer best(ScoreTable table, String system) {
    var model = model(table, system);
    model.getVariables().getLast().weight(1);
    var result = model.maximise();
    if (!result.getState().isOptimal())
      throw ProblemsException.of(
          ExitCode.USAGE, "weights", bounds + " " + orders, "no weights meet these", "relax them");
    return answer(table, system, result);
  }

  /**
   * Weights that let nobody beat the system and give some tasks the most or the least.
   *
   * @param most whether the most, else the least
   * @return empty if no weights let it win
   */
  public Optional<Answer> steered(
      ScoreTable table, String system, List<String> tasks, boolean most) {
    if (!best(table, system).wins()) return Optional.empty();
    var model = model(table, system);
    model.getVariables().getLast().lower(0);
    for (int t : Tables.columns(table, tasks)) model.getVariables().get(t).weight(1);
    return Optional.of(answer(table, system, most ? model.maximise() : model.minimise()));
  }

  /** Every system's answer: those that can win, and those that cannot. */
  public List<Answer> all(ScoreTable table) {
    return table.systems().stream().map(s -> best(table, s)).toList();
  }

  private ExpressionsBasedModel model(ScoreTable table, String system) {
    int c = table.systems().indexOf(system);
    if (c < 0)
      throw ProblemsException.of(
          ExitCode.BAD_DATA, "systems", system, "no such system", "there are " + table.systems());
    int tasks = Tables.checked(table).tasks().size();
    var model = new ExpressionsBasedModel();
    for (String task : table.tasks()) model.newVariable("weight of " + task).lower(0).upper(1);
    model.newVariable("margin").lower(-1).upper(1);
    var total = model.newExpression("total").level(1);
    for (int t = 0; t < tasks; t++) total.set(t, 1);
    for (int j = 0; j < table.systems().size(); j++) {
      if (j == c) continue;
      var lead = model.newExpression("lead over " + table.systems().get(j)).lower(0);
      for (int t = 0; t < tasks; t++) lead.set(t, sign(table.scores()[c][t], table.scores()[j][t]));
      lead.set(tasks, -1);
    }
    for (var bound : bounds) {
      int t = Tables.columns(table, List.of(bound.task()))[0];
      model.getVariables().get(t).lower(bound.lower()).upper(bound.upper());
    }
    for (int o = 0; o < orders.size(); o++) {
      var order = model.newExpression("order " + o).lower(0);
      add(order, Tables.columns(table, orders.get(o).heavier()), 1);
      add(order, Tables.columns(table, orders.get(o).lighter()), -1);
    }
    return model;
  }

  private static void add(Expression expression, int[] variables, int factor) {
    for (int v : variables) expression.set(v, factor);
  }

  /** 0 also where one is NaN. */
  private static int sign(double a, double b) {
    return a > b ? 1 : a < b ? -1 : 0;
  }

  private static Answer answer(ScoreTable table, String system, Optimisation.Result result) {
    int c = table.systems().indexOf(system);
    double[] w =
        IntStream.range(0, table.tasks().size()).mapToDouble(result::doubleValue).toArray();
    var leads = new ArrayList<Double>();
    for (int j = 0; j < table.systems().size(); j++) {
      double lead = 0;
      for (int t = 0; t < w.length; t++)
        lead += w[t] * sign(table.scores()[c][t], table.scores()[j][t]);
      if (j != c) leads.add(lead);
    }
    return new Answer(system, leads.stream().mapToDouble(l -> l).min().orElse(1), w);
  }
}
