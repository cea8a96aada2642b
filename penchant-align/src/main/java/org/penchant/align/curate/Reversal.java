package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penchant.align.curate.ReverseConstraints.Irreversible;
import org.penchant.align.curate.constraint.Demand;
import org.penchant.align.curate.constraint.Demands;
import org.penchant.align.curate.constraint.PromptEdit;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;

/**
 * The candidates of one row against its constraints: satisfied[i][c] where candidate i satisfies
 * demand c.
 */
record Reversal(
    Comparison row,
    List<Demand> demands,
    boolean[][] satisfied,
    Irreversible irreversible,
    Tally tally) {
  Reversal(Comparison row, List<Demand> demands, Irreversible irreversible, Tally tally) {
    this(row, demands, check(row, demands), irreversible, tally);
  }

  /** Indices of two candidates. */
  record Pair(int chosen, int rejected) {
    Pair swapped() {
      return new Pair(rejected, chosen);
    }
  }

  private static boolean[][] check(Comparison row, List<Demand> demands) {
    boolean[][] satisfied = new boolean[row.candidates().size()][demands.size()];
    for (int i = 0; i < satisfied.length; i++) {
      String response = Texts.response(row.candidates().get(i).content());
      for (int c = 0; c < demands.size(); c++)
        satisfied[i][c] = demands.get(c).satisfiedBy(i, response);
    }
    return satisfied;
  }

  /** How many demands the candidate satisfies. */
  int satisfied(int candidate) {
    int n = 0;
    for (boolean holds : satisfied[candidate]) n += holds ? 1 : 0;
    return n;
  }

  /** The number of demands that one of the two satisfies and the other does not. */
  int differing(Pair pair) {
    int n = 0;
    for (int c = 0; c < demands.size(); c++)
      n += satisfied[pair.chosen()][c] == satisfied[pair.rejected()][c] ? 0 : 1;
    return n;
  }

  /** The pair under the prompt for which its chosen is perfect, or nothing after a count. */
  Optional<Comparison> of(Pair pair) {
    var changes = new ArrayList<PromptEdit.Change>();
    var kept = new ArrayList<Demand>();
    int reversed = 0;
    for (int c = 0; c < demands.size(); c++) {
      var demand = demands.get(c);
      boolean failed = !satisfied[pair.chosen()][c];
      if (failed && demand.safety()) return none("pairs whose chosen fails a safety constraint");
      boolean drop = failed && !demand.reversible();
      if (drop && irreversible == Irreversible.DROP_PAIR)
        return none("pairs whose chosen fails a constraint without a clear opposite");
      if (drop) tally.note("constraints without a clear opposite, taken out");
      var now = failed && !drop ? demand.reversed() : demand;
      reversed += failed && !drop ? 1 : 0;
      changes.add(new PromptEdit.Change(demand.text(), drop ? "" : now.text()));
      if (!drop) kept.add(now.of(List.of(pair.chosen(), pair.rejected())));
    }
    var prompt = PromptEdit.apply(row.prompt(), changes);
    if (prompt.isEmpty()) return none("pairs whose prompt does not state a constraint");
    var candidates =
        List.of(row.candidates().get(pair.chosen()), row.candidates().get(pair.rejected()));
    var made =
        Demands.with(
            row.withPrompt(prompt.get())
                .withCandidates(candidates, new Pairwise(Outcome.FIRST, 1, row.feedback().mark())),
            kept);
    // Checked again under the new constraints, words and check having changed together.
    var again = new Reversal(made, kept, irreversible, tally);
    int after = again.satisfied(0) - again.satisfied(1);
    if (again.satisfied(0) != kept.size() || after == 0)
      return none("pairs that satisfy the same constraints once those without opposite are out");
    if (reversed == 0) tally.note("pairs whose chosen was perfect already");
    return Optional.of(
        made.withColumn("constraints_reversed", reversed)
            .withColumn("gap_before", satisfied(pair.chosen()) - satisfied(pair.rejected()))
            .withColumn("gap_after", after));
  }

  private Optional<Comparison> none(String reason) {
    tally.leaveOut(reason);
    return Optional.empty();
  }
}
