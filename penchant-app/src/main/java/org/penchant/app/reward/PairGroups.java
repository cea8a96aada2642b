package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.penchant.core.preference.Comparison;
import org.penchant.core.stats.Calibration;
import org.penchant.core.stats.Moments;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Series;
import org.penchant.eval.report.Style;

/**
 * Pairs in groups, each with its accuracy.
 *
 * @param by what groups them
 * @param members in order, by the group's name
 */
record PairGroups(String by, Map<String, List<MeasuredPair>> members) {
  private static final int QUANTILES = 4;
  private static final int VALUES = 8;
  private static final String NOT_GIVEN = "not given";

  /** Groups of equal names, sorted. */
  static PairGroups named(
      String by, List<MeasuredPair> pairs, Function<MeasuredPair, String> name) {
    var groups = new TreeMap<String, List<MeasuredPair>>();
    for (var pair : pairs)
      groups.computeIfAbsent(name.apply(pair), _ -> new ArrayList<>()).add(pair);
    return new PairGroups(by, groups);
  }

  /** Quarters by the words of both responses. */
  static PairGroups lengths(List<MeasuredPair> pairs) {
    return quarters("length of both responses, words", pairs, MeasuredPair::words);
  }

  /** A row's value of a column that groups rows. */
  static Optional<String> value(Comparison row, String column) {
    var number = row.column(column);
    if (number.isPresent()) return Optional.of(shown(number.getAsDouble()));
    return Optional.ofNullable(row.template().get(column)).map(Object::toString);
  }

  /**
   * Values of a column, or quarters of numbers where there are many; rows without it by themselves.
   */
  static PairGroups column(String name, List<MeasuredPair> pairs) {
    if (pairs.stream().anyMatch(p -> p.source().template().containsKey(name)))
      return named(name, pairs, p -> value(p.source(), name).orElse(NOT_GIVEN));
    var with = pairs.stream().filter(p -> p.source().column(name).isPresent()).toList();
    ToDoubleFunction<MeasuredPair> value = p -> p.source().column(name).orElseThrow();
    var values = new TreeMap<Double, List<MeasuredPair>>();
    for (var pair : with)
      values.computeIfAbsent(value.applyAsDouble(pair), _ -> new ArrayList<>()).add(pair);
    var groups = new LinkedHashMap<String, List<MeasuredPair>>();
    if (values.size() <= VALUES) values.forEach((v, some) -> groups.put(shown(v), some));
    else groups.putAll(quarters(name, with, value).members());
    var without = pairs.stream().filter(p -> p.source().column(name).isEmpty()).toList();
    if (!without.isEmpty()) groups.put(NOT_GIVEN, without);
    return new PairGroups(name, groups);
  }

  private static PairGroups quarters(
      String by, List<MeasuredPair> pairs, ToDoubleFunction<MeasuredPair> value) {
    var sorted = new ArrayList<>(pairs);
    sorted.sort(Comparator.comparingDouble(value));
    var groups = new LinkedHashMap<String, List<MeasuredPair>>();
    for (int g = 0; g < QUANTILES; g++) {
      var part = sorted.subList(g * sorted.size() / QUANTILES, (g + 1) * sorted.size() / QUANTILES);
      if (!part.isEmpty())
        groups
            .computeIfAbsent(
                shown(value.applyAsDouble(part.getFirst()))
                    + " to "
                    + shown(value.applyAsDouble(part.getLast())),
                _ -> new ArrayList<>())
            .addAll(part);
    }
    return new PairGroups(by, groups);
  }

  /** A value as the name of a group. */
  static String shown(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : Style.PLAIN.show(value);
  }

  List<Map<String, Object>> json() {
    var all = new ArrayList<Map<String, Object>>();
    members.forEach((name, pairs) -> {
      var group = new LinkedHashMap<String, Object>();
      group.put("by", by);
      group.put("group", name);
      group.put("pairs", pairs.size());
      group.put("accuracy", MeasuredPair.accuracy(pairs));
      group.put("ece", BothOrders.of(pairs, p -> p.probability(1)).ece());
      group.put("margin", Moments.mean(MeasuredPair.margins(pairs)));
      all.add(group);
    });
    return all;
  }

  /** Reliability of every group of pairs, in one chart. */
  Block diagram() {
    var series = new ArrayList<Series>();
    members.forEach((name, pairs) -> {
      var bins =
          BothOrders.of(pairs, p -> p.probability(1)).said().reliability().stream()
              .filter(bin -> bin.count() > 0)
              .toList();
      series.add(
          Series.of(
              name + ", " + pairs.size() + " pairs",
              bins.stream().mapToDouble(Calibration.Bin::meanPredicted).toArray(),
              bins.stream().mapToDouble(Calibration.Bin::observed).toArray()));
    });
    return new Block.LineChart(
        "Reliability by " + by + ", both orders of a pair, as trained",
        Axis.linear("P(chosen preferred)"),
        Axis.linear("share preferred"),
        series);
  }

  Block table() {
    var rows = new ArrayList<List<Cell>>();
    members.forEach((name, pairs) -> {
      var a = MeasuredPair.accuracy(pairs);
      rows.add(
          List.of(
              Cell.of(name),
              Cell.count(pairs.size()),
              Cell.percent(a.estimate()),
              Cell.percent(a.low()),
              Cell.percent(a.high()),
              Cell.of(BothOrders.of(pairs, p -> p.probability(1)).ece()),
              Cell.of(Moments.mean(MeasuredPair.margins(pairs)))));
    });
    return new Block.Table(
        "By " + by,
        List.of("group", "pairs", "accuracy", "low", "high", "calibration error", "margin"),
        rows);
  }
}
