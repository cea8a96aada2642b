package org.penchant.eval.report;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.List;
import org.penchant.core.problems.Problem;
import org.penchant.core.stats.Calibration;

/** A part of a report: what it says, not how it looks. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Block.Text.class, name = "text"),
  @JsonSubTypes.Type(value = Block.Figures.class, name = "figures"),
  @JsonSubTypes.Type(value = Block.Table.class, name = "table"),
  @JsonSubTypes.Type(value = Block.LineChart.class, name = "line-chart"),
  @JsonSubTypes.Type(value = Block.Panels.class, name = "panels"),
  @JsonSubTypes.Type(value = Block.Bars.class, name = "bars"),
  @JsonSubTypes.Type(value = Block.Dots.class, name = "dots"),
  @JsonSubTypes.Type(value = Block.HeatMap.class, name = "heat-map"),
  @JsonSubTypes.Type(value = Block.Histogram.class, name = "histogram"),
  @JsonSubTypes.Type(value = Block.Reliability.class, name = "reliability"),
  @JsonSubTypes.Type(value = Block.Samples.class, name = "samples"),
  @JsonSubTypes.Type(value = Block.Warnings.class, name = "warnings"),
  @JsonSubTypes.Type(value = Block.KeyValues.class, name = "key-values")
})
public sealed interface Block {
  /** Prose, a paragraph for each line. Never interpreted as markup. */
  record Text(String text) implements Block {}

  /** The few numbers to remember. */
  record Figures(List<Figure> figures) implements Block {
    public Figures {
      figures = List.copyOf(figures);
    }
  }

  /**
   * A number with its name.
   *
   * @param note its uncertainty or its meaning; may be empty
   */
  record Figure(String label, Cell value, String note) {}

  /** Rows under column headings; every row has as many cells as there are columns. */
  record Table(String title, List<String> columns, List<List<Cell>> rows) implements Block {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (var row : rows)
        if (row.size() != columns.size())
          throw new IllegalArgumentException(
              title + ": a row of " + row.size() + " cells under " + columns.size() + " columns");
    }
  }

  /** Named series over shared axes. */
  record LineChart(String title, Axis x, Axis y, List<Series> series) implements Block {
    public LineChart {
      series = List.copyOf(series);
    }
  }

  /** Small multiples: charts to be read side by side. */
  record Panels(List<LineChart> charts) implements Block {
    public Panels {
      charts = List.copyOf(charts);
    }
  }

  /** Named values as bars from zero. */
  record Bars(String title, Axis value, List<Bar> bars) implements Block {
    public Bars {
      bars = List.copyOf(bars);
    }
  }

  /** Named values as dots on a common scale, with whiskers for their intervals. */
  record Dots(String title, Axis value, List<Bar> dots) implements Block {
    public Dots {
      dots = List.copyOf(dots);
    }
  }

  /**
   * Values of rows against columns as shades, one colour above {@code centre} and another below.
   *
   * @param cells one list a row; NaN where there is nothing
   * @param centre the value without shade
   * @param reach the distance from it that has full shade, positive
   */
  record HeatMap(
      String title,
      List<String> rows,
      List<String> columns,
      List<List<Double>> cells,
      Style style,
      double centre,
      double reach)
      implements Block {
    public HeatMap {
      rows = List.copyOf(rows);
      columns = List.copyOf(columns);
      cells = cells.stream().map(List::copyOf).toList();
      if (cells.size() != rows.size() || !fits(cells, columns.size()))
        throw new IllegalArgumentException(title + ": cells do not fit rows and columns");
      if (!(reach > 0)) throw new IllegalArgumentException(title + ": reach = " + reach);
    }

    private static boolean fits(List<List<Double>> cells, int columns) {
      return cells.stream().allMatch(row -> row.size() == columns);
    }
  }

  /** A bar; {@code low} and {@code high} are the ends of its interval, NaN where it has none. */
  record Bar(String label, double value, double low, double high) {
    public static Bar of(String label, double value) {
      return new Bar(label, value, Double.NaN, Double.NaN);
    }
  }

  /**
   * Counts between edges.
   *
   * @param edges rising, one more than counts
   * @param leftOut values that were not finite
   */
  record Histogram(String title, Axis x, List<Double> edges, List<Long> counts, long leftOut)
      implements Block {
    public Histogram {
      edges = List.copyOf(edges);
      counts = List.copyOf(counts);
      if (!counts.isEmpty() && edges.size() != counts.size() + 1)
        throw new IllegalArgumentException(
            title + ": " + edges.size() + " edges for " + counts.size() + " counts");
    }

    /** Counts finite values in {@code bins} bins of equal width. */
    public static Histogram of(String title, Axis x, double[] values, int bins) {
      double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
      int leftOut = values.length - finite.length;
      if (finite.length == 0) return new Histogram(title, x, List.of(), List.of(), leftOut);
      double low = Arrays.stream(finite).min().orElseThrow();
      double high = Arrays.stream(finite).max().orElseThrow();
      double air = low == high ? Math.max(0.5, 0.1 * Math.abs(low)) : 0;
      double from = low - air;
      double width = (high + air - from) / bins;
      Long[] counts = new Long[bins];
      Arrays.fill(counts, 0L);
      for (double v : finite) counts[Math.min((int) ((v - from) / width), bins - 1)]++;
      Double[] edges = new Double[bins + 1];
      Arrays.setAll(edges, i -> from + i * width);
      return new Histogram(title, x, List.of(edges), List.of(counts), leftOut);
    }
  }

  /** Predicted against observed frequency, with the expected calibration error of the bins. */
  record Reliability(String title, List<Calibration.Bin> bins, double error) implements Block {
    public Reliability {
      bins = List.copyOf(bins);
    }
  }

  /** What was answered before and after. */
  record Samples(String title, List<Sample> samples) implements Block {
    public Samples {
      samples = List.copyOf(samples);
    }
  }

  /** A prompt with its answers; {@code note} says which was preferred, or why; may be empty. */
  record Sample(String prompt, String before, String after, String note) {}

  /** What a reader must know before believing the rest. */
  record Warnings(List<Problem> problems) implements Block {
    public Warnings {
      problems = List.copyOf(problems);
    }
  }

  /** Settings and provenance, in order. */
  record KeyValues(String title, List<Entry> entries) implements Block {
    public KeyValues {
      entries = List.copyOf(entries);
    }
  }

  /** One line of {@link KeyValues}. */
  record Entry(String key, String value) {}
}
