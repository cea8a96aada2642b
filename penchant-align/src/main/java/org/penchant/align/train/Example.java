package org.penchant.align.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.objective.MethodCompiler;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;

/**
 * A row ready for training.
 *
 * @param sequences chosen and rejected, or an only response; one prompt
 * @param good the label of an only response
 * @param columns numeric columns of the row
 * @param place file and row, for messages
 * @param mismatched this row's prompt with another row's response, for KL baselines
 */
public record Example(
    List<TokenSequence> sequences,
    boolean good,
    Map<String, Double> columns,
    String place,
    Optional<TokenSequence> mismatched) {
  public Example {
    sequences = List.copyOf(sequences);
    columns = Map.copyOf(columns);
  }

  public static Example pair(TokenSequence chosen, TokenSequence rejected, String place) {
    return new Example(List.of(chosen, rejected), true, Map.of(), place, Optional.empty());
  }

  public Example withColumns(Map<String, Double> values) {
    return new Example(sequences, good, values, place, mismatched);
  }

  /** What the method compiler looks at. */
  public MethodCompiler.RowFacts facts() {
    return new MethodCompiler.RowFacts(
        isPair(), sequences.stream().mapToInt(TokenSequence::trained).toArray(), columns, place);
  }

  public boolean isPair() {
    return sequences.size() == 2;
  }

  /**
   * Rows in the form an objective takes: pairs as they are where it needs pairs; otherwise single
   * responses, good ones only for pure imitation, with mismatched prompts where it needs a KL
   * baseline. Once prepared, rows are identified by their sequences.
   */
  public static List<Example> prepare(Objective objective, List<Example> data) {
    if (objective.needs().contains(new Need.Pairs())) return List.copyOf(data);
    boolean imitates = objective.reward().isEmpty();
    var flat = new ArrayList<Example>();
    for (var example : data)
      for (var one : example.unpaired()) if (one.good || !imitates) flat.add(one);
    return objective.needs().contains(new Need.KlBaseline()) ? withMismatched(flat) : flat;
  }

  /** A pair as one good and one bad response; an only response as it is. */
  List<Example> unpaired() {
    if (!isPair()) return List.of(this);
    return List.of(
        new Example(List.of(sequences.get(0)), true, columns, place, Optional.empty()),
        new Example(List.of(sequences.get(1)), false, columns, place, Optional.empty()));
  }

  /**
   * These examples, each with its own prompt followed by the response of the next example: fixed
   * for a dataset, so that reference log-probabilities can be computed once.
   */
  static List<Example> withMismatched(List<Example> all) {
    var out = new ArrayList<Example>();
    for (int i = 0; i < all.size(); i++) {
      var own = all.get(i).sequences.getFirst();
      var other = all.get((i + 1) % all.size()).sequences.getFirst();
      out.add(
          new Example(
              all.get(i).sequences,
              all.get(i).good,
              all.get(i).columns,
              all.get(i).place,
              Optional.of(splice(own, other))));
    }
    return out;
  }

  private static TokenSequence splice(TokenSequence prompt, TokenSequence response) {
    int keep = prompt.trains().nextSetBit(0);
    int from = response.trains().nextSetBit(0);
    int more = response.length() - from;
    int[] ids = new int[keep + more];
    System.arraycopy(prompt.ids(), 0, ids, 0, keep);
    System.arraycopy(response.ids(), from, ids, keep, more);
    return TokenSequence.trainingFrom(ids, keep);
  }
}
