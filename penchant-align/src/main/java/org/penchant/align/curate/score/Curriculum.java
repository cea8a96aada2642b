package org.penchant.align.curate.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/**
 * What is done with a dataset's scores: filters, an order, a weight. Quantiles and ranks are those
 * of the whole dataset for filters, and of the rows kept for order and weight.
 *
 * @param filters a row must pass all of them
 * @param order the data's if empty
 * @param weight 1 if empty
 */
public record Curriculum(List<Filter> filters, Optional<Order> order, Optional<Weighting> weight) {
  public Curriculum {
    filters = List.copyOf(filters);
  }

  /** Leaves data as they are. */
  public static Curriculum none() {
    return new Curriculum(List.of(), Optional.empty(), Optional.empty());
  }

  /**
   * Reads the options.
   *
   * @param problems gets an error for each that cannot be read
   */
  public static Curriculum parse(
      List<String> filters, Optional<String> order, Optional<String> weight, Problems problems) {
    var read = new ArrayList<Filter>();
    for (String text : filters)
      parsed("--filter", text, Filter::parse, problems).ifPresent(read::add);
    return new Curriculum(
        read,
        order.flatMap(text -> parsed("--order", text, Order::parse, problems)),
        weight.flatMap(text -> parsed("--weight", text, Weighting::parse, problems)));
  }

  private static <T> Optional<T> parsed(
      String option, String text, Function<String, T> parser, Problems problems) {
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException wrong) {
      problems.error(option, text, String.valueOf(wrong.getMessage()), "change it");
      return Optional.empty();
    }
  }

  public boolean isNone() {
    return filters.isEmpty() && order.isEmpty() && weight.isEmpty();
  }

  /** What must be measured of the rows. */
  public Set<Evidence.Kind> needs() {
    var needs = EnumSet.noneOf(Evidence.Kind.class);
    scores().forEach(score -> needs.addAll(score.needs()));
    return needs;
  }

  /** Adds an error for every row that lacks what a score reads; before anything is measured. */
  public void check(List<Item> items, Problems problems) {
    scores().distinct().forEach(score -> items.forEach(item -> score.check(item, problems)));
  }

  /**
   * What became of a dataset.
   *
   * @param kept indices of the rows kept, in the order that they are seen
   * @param weights of those rows, in that order
   * @param stages of those rows, in that order, as {@link Order#stages} gives them
   * @param removed by each filter, counted at the first that a row does not pass
   */
  public record Outcome(int[] kept, double[] weights, int[] stages, Map<Filter, Integer> removed) {}

  /**
   * Applies everything.
   *
   * @throws org.penchant.core.problems.ProblemsException if scores are not numbers, no row is kept,
   *     or weights cannot be used
   */
  public Outcome apply(List<Evidence> rows) {
    var problems = new Problems();
    var known = new HashMap<ExampleScore, double[]>();
    scores().forEach(score -> known.computeIfAbsent(score, s -> scored(s, rows, problems)));
    problems.throwIfErrors(ExitCode.BAD_DATA);
    var removed = new LinkedHashMap<Filter, Integer>();
    int[] kept = kept(rows.size(), known, removed);
    if (kept.length == 0 && !rows.isEmpty())
      problems.error("--filter", removed, "no row is left", "widen a filter");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    var items = Arrays.stream(kept).mapToObj(i -> rows.get(i).item()).toList();
    int[] stages = new int[kept.length];
    int[] seen = IntStream.range(0, kept.length).toArray();
    if (order.isPresent()) {
      double[] scores = picked(known, order.get().score(), kept);
      stages = order.get().stages(items, scores);
      seen = order.get().of(items, scores);
    }
    double[] weights = weights(known, items, kept, problems);
    return new Outcome(picked(kept, seen), picked(weights, seen), picked(stages, seen), removed);
  }

  private int[] kept(int rows, Map<ExampleScore, double[]> known, Map<Filter, Integer> removed) {
    boolean[] in = new boolean[rows];
    Arrays.fill(in, true);
    for (var filter : filters) {
      boolean[] passes = filter.keeps(known.getOrDefault(filter.score(), new double[0]));
      int count = 0;
      for (int i = 0; i < rows; i++)
        if (in[i] && !passes[i]) {
          in[i] = false;
          count++;
        }
      removed.put(filter, count);
    }
    return IntStream.range(0, rows).filter(i -> in[i]).toArray();
  }

  private double[] weights(
      Map<ExampleScore, double[]> known, List<Item> items, int[] kept, Problems problems) {
    double[] ones = new double[kept.length];
    Arrays.fill(ones, 1);
    if (weight.isEmpty()) return ones;
    double[] scores = picked(known, weight.get().score(), kept);
    for (int i = 0; i < scores.length; i++)
      if (weight.get().form() == Weighting.Form.PLAIN && scores[i] / weight.get().scale() < 0)
        problems.error(
            items.get(i).place(),
            scores[i] / weight.get().scale(),
            "the weight " + weight.get() + " must be at least 0",
            "leave the row out, or weigh as exp, sigmoid or quantile");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    try {
      return weight.get().of(scores);
    } catch (IllegalArgumentException wrong) {
      problems.error(
          "--weight", weight.get(), String.valueOf(wrong.getMessage()), "use another form");
      problems.throwIfErrors(ExitCode.BAD_DATA);
      return ones;
    }
  }

  private static double[] scored(ExampleScore score, List<Evidence> rows, Problems problems) {
    double[] scores = new double[rows.size()];
    for (int i = 0; i < scores.length; i++) {
      var row = rows.get(i);
      for (var need : score.needs())
        row.missing(need)
            .ifPresent(what -> {
              throw new IllegalStateException(row.item().place() + ": " + what);
            });
      scores[i] = score.of(row);
      if (!Double.isFinite(scores[i]))
        problems.error(row.item().place(), scores[i], score + " must be finite", "mend the row");
    }
    return scores;
  }

  private Stream<ExampleScore> scores() {
    return Stream.of(
            filters.stream().map(Filter::score),
            order.stream().map(Order::score),
            weight.stream().map(Weighting::score))
        .flatMap(s -> s);
  }

  private static double[] picked(Map<ExampleScore, double[]> known, ExampleScore score, int[] at) {
    return picked(known.getOrDefault(score, new double[0]), at);
  }

  private static double[] picked(double[] values, int[] at) {
    return Arrays.stream(at).mapToDouble(i -> values[i]).toArray();
  }

  private static int[] picked(int[] values, int[] at) {
    return Arrays.stream(at).map(i -> values[i]).toArray();
  }
}
