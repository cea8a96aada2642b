package org.penchant.app.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.penchant.app.job.MethodResult.Point;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Style;

/** The tables of a comparison, a row a method. */
record CompareTables(CompareJob.Outcome outcome, String baseline) {
  private static final Cell NONE = Cell.of("–");

  private record Column(String title, Function<MethodResult, Cell> cell) {}

  /** Methods as training left them. */
  Block.Table ended() {
    return table(
        "After training, on " + outcome.heldOutPairs() + " held-out pairs",
        List.of(
            of("steps", r -> Cell.count(r.steps())),
            last("accuracy", Point::accuracy, Style.PERCENT),
            last("margin", Point::margin, Style.SIGNED),
            last("ranking", Point::ranking, Style.PERCENT),
            last("Δ chosen", Point::chosen, Style.SIGNED),
            last("Δ rejected", Point::rejected, Style.SIGNED),
            last("KL/token", Point::kl, Style.PLAIN),
            last("own loss", Point::loss, Style.PLAIN)));
  }

  /** Methods where they are as far from the base, and where their margin is as great. */
  Block.Table matched() {
    var levels = outcome.levels();
    return table(
        "At KL "
            + levels.kl().stream().mapToObj(Style.PLAIN::show).findFirst().orElse("–")
            + " nats a token, and at margin "
            + levels.margin().stream().mapToObj(Style.PLAIN::show).findFirst().orElse("–")
            + " nats",
        List.of(
            at("accuracy at KL", levels::atKl, Point::accuracy, Style.PERCENT),
            at("margin at KL", levels::atKl, Point::margin, Style.SIGNED),
            at("Δ chosen at KL", levels::atKl, Point::chosen, Style.SIGNED),
            at("step at KL", levels::atKl, Point::step, Style.COUNT),
            at("accuracy at margin", levels::atMargin, Point::accuracy, Style.PERCENT),
            at("KL at margin", levels::atMargin, Point::kl, Style.PLAIN),
            at("Δ chosen at margin", levels::atMargin, Point::chosen, Style.SIGNED),
            at("step at margin", levels::atMargin, Point::step, Style.COUNT)));
  }

  /** What methods cost. */
  Block.Table cost() {
    return table(
        "Cost of optimiser steps, measurements left out",
        List.of(
            of("rows", r -> Cell.count(r.rows())),
            of("useful tokens a step", r -> Cell.count(Math.round(r.usefulTokens()))),
            of("useful tokens/s", r -> Cell.count(Math.round(r.tokensPerSecond()))),
            of("tokens/s over " + baseline, r -> speed(r).map(Cell::of).orElse(NONE)),
            of("whole run, s", r -> Cell.of(r.wallSeconds()))));
  }

  /** Useful tokens a second over those of the baseline. */
  Optional<Double> speed(MethodResult result) {
    return outcome.results().stream()
        .filter(r -> r.id().equals(baseline))
        .findFirst()
        .map(base -> result.tokensPerSecond() / base.tokensPerSecond());
  }

  /** A table for a terminal, columns two blanks apart. */
  static String text(Block.Table table) {
    int[] widths = new int[table.columns().size()];
    var lines = new ArrayList<List<String>>();
    lines.add(table.columns());
    table.rows().forEach(row -> lines.add(row.stream().map(Cell::shown).toList()));
    for (var line : lines)
      for (int i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], line.get(i).length());
    var out = new StringBuilder(table.title()).append('\n');
    for (var line : lines) {
      var text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = line.get(i);
        String air = " ".repeat(widths[i] - cell.length());
        text.append(i == 0 ? cell + air : "  " + air + cell);
      }
      out.append(text.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  private Block.Table table(String title, List<Column> columns) {
    var titles = new ArrayList<String>();
    titles.add("method");
    columns.forEach(column -> titles.add(column.title()));
    var rows = new ArrayList<List<Cell>>();
    for (var result : outcome.results()) {
      var row = new ArrayList<Cell>();
      row.add(Cell.of(result.id()));
      columns.forEach(column -> row.add(column.cell().apply(result)));
      rows.add(row);
    }
    return new Block.Table(title, titles, rows);
  }

  private static Column of(String title, Function<MethodResult, Cell> cell) {
    return new Column(title, cell);
  }

  private static Column last(String title, ToDoubleFunction<Point> value, Style style) {
    return at(title, result -> Optional.of(result.last()), value, style);
  }

  private static Column at(
      String title,
      Function<MethodResult, Optional<Point>> where,
      ToDoubleFunction<Point> value,
      Style style) {
    return new Column(
        title,
        result ->
            where
                .apply(result)
                .map(value::applyAsDouble)
                .filter(v -> !Double.isNaN(v))
                .<Cell>map(v -> new Cell.Num(v, style))
                .orElse(NONE));
  }
}
