package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.penchant.align.curate.strength.Evidence;
import org.penchant.align.curate.strength.Remedy;
import org.penchant.align.curate.strength.Strength;
import org.penchant.align.curate.strength.Weakest;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/**
 * Corrects, softens or weighs labels by how sure several judges are of them (arXiv 2401.06080 and
 * arXiv 2412.03822). Writes the columns {@code vote_mean} and {@code vote_sd} of what it finds and
 * counts the pairs by their strength. A reversed pair has its evidence and its two-sided columns
 * reversed too, so that further steps read it right.
 *
 * @param evidence where a row says what its judges think
 * @param remedy what to do
 */
public record Denoise(Evidence evidence, Remedy remedy) implements Step {
  static final String INDISTINGUISHABLE = "indistinguishable";
  private static final int BINS = 8;

  public static Denoise defaults() {
    return new Denoise(Evidence.Margins.defaults(), Remedy.Flip.defaults());
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    var problems = new Problems();
    var strengths = new ArrayList<Strength>();
    for (var row : rows) {
      if (!row.isDecidedPair())
        problems.error(
            row.provenance().toString(),
            row.feedback().getClass().getSimpleName(),
            "only pairs with a preference have a label to doubt",
            "give pairs, or make some with choose-pair first");
      else evidence.of(row, problems).ifPresent(strengths::add);
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
    double[] values = strengths.stream().mapToDouble(Strength::value).toArray();
    histogram(values, tally);
    boolean[] weakest = Weakest.of(values, share());
    var made = new ArrayList<Comparison>();
    for (int i = 0; i < rows.size(); i++) {
      if (remedy instanceof Remedy.Drop && weakest[i]) {
        tally.leaveOut("pairs of the least strength");
        continue;
      }
      made.add(remedied(rows.get(i), strengths.get(i), weakest[i], tally));
    }
    return made;
  }

  private Comparison remedied(Comparison row, Strength strength, boolean weakest, Tally tally) {
    return switch (remedy) {
      case Remedy.Flip _ when weakest && strength.value() < 0 -> {
        tally.note("labels reversed");
        yield marked(Swaps.of(evidence.swapped(row)), strength.swapped());
      }
      case Remedy.Flip _ -> {
        if (weakest) tally.note("kept in the lowest share: the judges are not against them");
        yield marked(row, strength);
      }
      case Remedy.Drop _, Remedy.Mark _ -> marked(row, strength);
      case Remedy.Soften _ ->
          marked(row, strength).withColumn(Names.SOFT_LABEL, strength.softLabel());
      case Remedy.Margin(var policy) -> {
        double margin = policy.of(strength);
        if (margin > 0 && row.column(INDISTINGUISHABLE).orElse(0) == 1) {
          tally.note("margins set to 0: the responses are indistinguishable");
          margin = 0;
        }
        yield marked(row, strength).withColumn(Names.MARGIN, margin);
      }
      case Remedy.Weigh _ -> {
        if (strength.weight() == 0) tally.note("pairs of weight 0");
        yield marked(row, strength).withColumn(Names.WEIGHT, strength.weight());
      }
    };
  }

  private static Comparison marked(Comparison row, Strength strength) {
    return row.withColumn(Names.VOTE_MEAN, strength.value())
        .withColumn(Names.VOTE_SD, strength.deviation());
  }

  private double share() {
    return switch (remedy) {
      case Remedy.Flip(double f) -> f;
      case Remedy.Drop(double f) -> f;
      default -> 0;
    };
  }

  /** Counts of the strengths below 0, and in bins of equal width. */
  private static void histogram(double[] values, Tally tally) {
    if (values.length == 0) return;
    tally.note("pairs whose judges are against the label", count(values, v -> v < 0));
    double low = Arrays.stream(values).min().orElseThrow();
    double width = (Arrays.stream(values).max().orElseThrow() - low) / BINS;
    if (width == 0) return;
    for (int b = 0; b < BINS; b++) {
      double from = low + b * width;
      double to = from + width;
      boolean last = b == BINS - 1;
      tally.note(
          String.format(Locale.ROOT, "strength, bin %d of %d: %.3f to %.3f", b + 1, BINS, from, to),
          count(values, v -> v >= from && (v < to || last)));
    }
  }

  private static long count(double[] values, java.util.function.DoublePredicate which) {
    return Arrays.stream(values).filter(which).count();
  }

  @Override
  public Set<String> columns() {
    var names = new LinkedHashSet<>(evidence.columns());
    if (remedy instanceof Remedy.Margin) names.add(INDISTINGUISHABLE);
    return names;
  }
}
