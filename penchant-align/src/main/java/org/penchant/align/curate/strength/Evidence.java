package org.penchant.align.curate.strength;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.Problems;

/** Where a row says what its judges think. */
public sealed interface Evidence {
  /** The columns to read. */
  Set<String> columns();

  /** The strength of the row's label; empty, with a problem, where the columns do not give it. */
  Optional<Strength> of(Comparison row, Problems problems);

  /** The row's columns as they are when its label is reversed. */
  Comparison swapped(Comparison row);

  /**
   * Margins of reward models, chosen minus rejected, in the columns prefix_1 to prefix_K.
   *
   * @param members K, at least 3
   * @param prefix of their names
   * @param temperature divides margins: soft labels of scores that are too large are too sure
   */
  record Margins(int members, String prefix, double temperature) implements Evidence {
    public Margins {
      if (members < Votes.LEAST)
        throw new IllegalArgumentException(
            "members = " + members + ", must be at least " + Votes.LEAST + " to show disagreement");
      if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException(
            "temperature = " + temperature + ", must be positive and finite");
      if (prefix.isBlank()) throw new IllegalArgumentException("needs 'prefix'");
    }

    public static Margins defaults() {
      return new Margins(10, "margin", 1);
    }

    @Override
    public Set<String> columns() {
      var names = new LinkedHashSet<String>();
      for (int k = 1; k <= members; k++) names.add(prefix + "_" + k);
      return names;
    }

    @Override
    public Optional<Strength> of(Comparison row, Problems problems) {
      double[] margins = new double[members];
      int k = 0;
      for (String name : columns()) {
        var margin = column(row, name, problems);
        if (margin.isEmpty()) return Optional.empty();
        margins[k++] = margin.get() / temperature;
      }
      return Optional.of(Votes.of(margins));
    }

    @Override
    public Comparison swapped(Comparison row) {
      var out = row;
      for (String name : columns())
        if (row.column(name).isPresent())
          out = out.withColumn(name, -row.column(name).getAsDouble());
      return out;
    }
  }

  /**
   * Counts of judgments: how many agree with the label, and how many there are, at least 2.
   *
   * @param agree the column of n
   * @param judgments the column of K
   */
  record Judgments(String agree, String judgments) implements Evidence {
    public Judgments {
      if (agree.isBlank() || judgments.isBlank())
        throw new IllegalArgumentException("needs the columns 'agree' and 'judgments'");
    }

    public static Judgments defaults() {
      return new Judgments("agree", "judgments");
    }

    @Override
    public Set<String> columns() {
      return new LinkedHashSet<>(java.util.List.of(agree, judgments));
    }

    @Override
    public Optional<Strength> of(Comparison row, Problems problems) {
      var n = column(row, agree, problems);
      var k = column(row, judgments, problems);
      if (n.isEmpty() || k.isEmpty()) return Optional.empty();
      double a = n.get();
      double b = k.get();
      if (b < 2 || b != Math.rint(b) || b > Integer.MAX_VALUE) {
        problems.error(
            row.provenance().toString(),
            judgments + " = " + b,
            "disagreement needs a whole number of judgments, 2 at least",
            "ask more often, in both orders");
        return Optional.empty();
      }
      if (a < 0 || a > b || a != Math.rint(a)) {
        problems.error(
            row.provenance().toString(),
            agree + " = " + a,
            "must be a whole number from 0 to " + judgments + " = " + b,
            "count the judgments that side with the label");
        return Optional.empty();
      }
      return Optional.of(new Agreement((int) a, (int) b));
    }

    @Override
    public Comparison swapped(Comparison row) {
      var n = row.column(agree);
      var k = row.column(judgments);
      return n.isPresent() && k.isPresent()
          ? row.withColumn(agree, k.getAsDouble() - n.getAsDouble())
          : row;
    }
  }

  private static Optional<Double> column(Comparison row, String name, Problems problems) {
    var value = row.column(name);
    if (value.isEmpty()) {
      problems.error(
          row.provenance().toString(),
          "no value",
          "needs the numeric column " + name,
          "add it: the margins of a reward model, or counts of judgments");
      return Optional.empty();
    }
    return Optional.of(value.getAsDouble());
  }
}
