package org.penchant.align.curate;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.penchant.core.preference.Comparison;

/**
 * Names each row's category, for slices of data and training on one of them (arXiv 2503.24150): the
 * column {@code category} is the number, from 1, of the column with the greatest similarity, or 0
 * where none reaches {@code within}. Keep a category with {@code filter}.
 *
 * <p>Similarities are those of the row's reason with the centres of a basis. A reason inferred
 * after the choice may rationalise it.
 *
 * @param categories K; the columns are prefix_1 to prefix_K
 * @param prefix of their names
 * @param within the least similarity that counts
 */
public record Categorise(int categories, String prefix, double within) implements Step {
  private static final double[] THRESHOLDS = {0.5, 0.6, 0.7, 0.8, 0.9};

  public Categorise {
    if (categories < 1)
      throw new IllegalArgumentException("categories = " + categories + ", must be at least 1");
    if (prefix.isBlank()) throw new IllegalArgumentException("needs 'prefix'");
    if (!(within >= -1 && within <= 1))
      throw new IllegalArgumentException("within = " + within + ", must be in [-1, 1]");
  }

  /** Twenty-one categories, similarity_1 to similarity_21, from 0.7. */
  public static Categorise defaults() {
    return new Categorise(21, "similarity", 0.7);
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    double[] greatest = new double[rows.size()];
    var made =
        PerRow.apply(
            rows,
            (row, index, problems) -> {
              int best = 0;
              double most = Double.NEGATIVE_INFINITY;
              for (int c = 1; c <= categories; c++) {
                var value = row.column(prefix + "_" + c);
                if (value.isEmpty()) {
                  problems.error(
                      row.provenance().toString(),
                      "no value",
                      "needs the numeric column " + prefix + "_" + c,
                      "add the similarities with all categories");
                  return List.of();
                }
                if (value.getAsDouble() > most) {
                  most = value.getAsDouble();
                  best = c;
                }
              }
              greatest[index] = most;
              boolean member = most >= within;
              tally.note(member ? "rows of category " + best : "rows of no category");
              return List.of(row.withColumn("category", member ? best : 0));
            });
    for (double threshold : THRESHOLDS) {
      long covered = Arrays.stream(greatest).filter(s -> s >= threshold).count();
      tally.note(
          String.format(Locale.ROOT, "rows with a category within %.1f", threshold), covered);
    }
    return made;
  }

  @Override
  public Set<String> columns() {
    var names = new LinkedHashSet<String>();
    for (int c = 1; c <= categories; c++) names.add(prefix + "_" + c);
    return names;
  }
}
