package org.penchant.app.rank;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.TableReader;
import org.penchant.data.read.TableSink;
import org.penchant.data.read.TextRow;
import org.penchant.rank.judge.factor.AttributeVotes;
import org.penchant.rank.judge.factor.FactorJudgements;

/**
 * Choices with what is known of the two sides: either a column {@code chosen} (a or b) and a column
 * of numbers for each attribute, A against B, or the columns {@code winner_factors} and {@code
 * loser_factors}, lists parted by semicolons.
 */
public final class AttributeTable implements TableSink {
  private static final String CHOSEN = "chosen";
  private static final List<String> SETS = List.of("winner_factors", "loser_factors");

  private final Problems problems;
  private final Set<String> without;
  private final List<String> attributes = new ArrayList<>();
  private final List<double[]> x = new ArrayList<>();
  private final List<Boolean> y = new ArrayList<>();
  private final List<FactorJudgements.Judgement> judgements = new ArrayList<>();
  private boolean sets;

  private AttributeTable(Problems problems, Set<String> without) {
    this.problems = problems;
    this.without = without;
  }

  /**
   * Reads a file.
   *
   * @param without columns that are no attributes
   * @throws org.penchant.core.problems.ProblemsException with all mistakes
   */
  public static AttributeTable read(Path file, Set<String> without) {
    var problems = new Problems();
    var table = new AttributeTable(problems, without);
    TableReader.defaults().read(file, problems, table);
    if (table.rows() == 0 && !problems.hasErrors())
      problems.error(file.toString(), "", "holds no choice", "add rows");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return table;
  }

  /** Whether sides are sets of factors. */
  public boolean sets() {
    return sets;
  }

  public int rows() {
    return sets ? judgements.size() : y.size();
  }

  public AttributeVotes votes() {
    var chosen = new boolean[y.size()];
    for (int r = 0; r < chosen.length; r++) chosen[r] = y.get(r);
    return new AttributeVotes(attributes, x.toArray(double[][]::new), chosen);
  }

  public FactorJudgements judgements() {
    var factors = new TreeSet<String>();
    for (var one : judgements) {
      factors.addAll(one.winner());
      factors.addAll(one.loser());
    }
    return FactorJudgements.of(List.copyOf(factors), judgements);
  }

  @Override
  public List<Integer> columns(String place, List<String> names) {
    if (names.containsAll(SETS)) {
      sets = true;
      return SETS.stream().map(names::indexOf).toList();
    }
    if (!names.contains(CHOSEN)) {
      problems.error(
          place,
          "columns " + String.join(", ", names),
          "missing column chosen, or winner_factors and loser_factors",
          "add it");
      return List.of();
    }
    var wanted = new ArrayList<>(List.of(names.indexOf(CHOSEN)));
    attributes.clear();
    for (String name : names)
      if (!name.equals(CHOSEN) && !without.contains(name)) {
        attributes.add(name);
        wanted.add(names.indexOf(name));
      }
    if (attributes.isEmpty())
      problems.error(place, String.join(", ", names), "no column of an attribute", "add one");
    return attributes.isEmpty() ? List.of() : wanted;
  }

  @Override
  public void row(TextRow row) {
    if (sets) {
      judgements.add(new FactorJudgements.Judgement(set(row.cell(0)), set(row.cell(1))));
      return;
    }
    String chosen = String.valueOf(row.cell(0)).strip().toLowerCase(Locale.ROOT);
    if (!chosen.equals("a") && !chosen.equals("b")) {
      problems.error(row.place(), chosen, "chosen must be a or b", "leave ties out");
      return;
    }
    var values = new double[attributes.size()];
    for (int k = 0; k < values.length; k++) {
      try {
        values[k] = Double.parseDouble(String.valueOf(row.cell(k + 1)).strip());
      } catch (NumberFormatException wrong) {
        problems.error(
            row.place(),
            attributes.get(k) + " = " + row.cell(k + 1),
            "must be a number: 1 if A has more, -1 if B, 0 if both the same",
            "fill it in, or leave the column out with --without");
      }
    }
    x.add(values);
    y.add(chosen.equals("a"));
  }

  private static Set<String> set(@Nullable String cell) {
    var factors = new LinkedHashSet<String>();
    if (cell != null)
      for (String one : Arrays.asList(cell.split(";")))
        if (!one.isBlank()) factors.add(one.strip());
    return factors;
  }
}
