package org.penchant.align.objective;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penchant.core.explain.Explanation;
import org.penchant.core.problems.Problems;
import org.penchant.torch.tensor.Tensor;

/**
 * A sum of terms: what a batch of preferences asks of a policy.
 *
 * <p>A row's own {@code weight} column, where the data has one, multiplies its loss.
 *
 * @param terms at least one
 * @param aggregation how rows are averaged over an optimiser step
 */
public record Objective(List<Term> terms, Aggregation aggregation) {
  /** The data column that multiplies a row's loss. */
  public static final String ROW_WEIGHT = "weight";

  public Objective {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) throw new IllegalArgumentException("an objective needs a term");
  }

  public static Objective of(Term... terms) {
    return new Objective(List.of(terms), Aggregation.MEAN);
  }

  /** Direct preference optimisation. */
  public static Objective dpo(double beta) {
    var d = Term.Preference.defaults();
    return of(
        new Term.Preference(
            d.coefficient(),
            Reward.LogRatio.of(beta),
            d.structure(),
            d.contrast(),
            d.offset(),
            d.link(),
            d.noise(),
            d.weight()));
  }

  /** The loss of one row as a tree of named parts; the root's value is the scalar loss. */
  public Explanation explain(Row row) {
    var parts = terms.stream().map(term -> term.explain(row)).toArray(Explanation[]::new);
    double total = 0;
    for (var part : parts) total += part.value();
    double weight = row.columns().getOrDefault(ROW_WEIGHT, 1.0);
    return Explanation.of(
        "loss", weight * total, weight == 1 ? "sum of terms" : weight + " * sum of terms", parts);
  }

  /** The loss of every row, [B], differentiable, before aggregation. */
  public Tensor of(Batch batch) {
    Tensor total = terms.getFirst().of(batch);
    for (var term : terms.subList(1, terms.size())) total = total.add(term.of(batch));
    double[] weight = batch.columns().get(ROW_WEIGHT);
    return weight == null ? total : total.mul(Tensor.of(weight));
  }

  /** The union of what its parts need. */
  public Set<Need> needs() {
    var all = new LinkedHashSet<Need>();
    for (var term : terms) all.addAll(term.needs());
    return all;
  }

  /** Whether responses of a step are compared across rows. */
  public boolean comparesWithinSteps() {
    return terms.stream().anyMatch(Stepwide.class::isInstance);
  }

  /** The first comparing term's reward: what reward metrics are computed with, if there is one. */
  public java.util.Optional<Reward> reward() {
    return terms.stream().flatMap(term -> term.scored().stream()).findFirst();
  }

  /**
   * Weights, offsets and factors of the first preference term that vary, of every row, [B] or
   * without dimensions: what a run reports beside its losses.
   */
  public Map<String, Tensor> varying(Batch batch) {
    for (var term : terms) if (term instanceof Term.Preference p) return p.varying(batch);
    return Map.of();
  }

  /** Reports what a row's columns do not allow. */
  public void check(Row row, String place, Problems problems) {
    for (var term : terms) term.check(row, place, problems);
  }

  /** Reports combinations of parts that are unsound, or sound with a caution. */
  public void check(String place, Problems problems) {
    for (var term : terms)
      if (term instanceof Term.Preference p) Soundness.check(p, place, problems);
  }
}
