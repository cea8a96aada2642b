package org.penchant.align.curate.score;

import java.util.List;
import java.util.Map;
import org.penchant.align.lm.TokenSequence;

/**
 * A row of a dataset as scores see it.
 *
 * @param sequences chosen and rejected, or an only response; one prompt
 * @param columns numeric columns of the row
 * @param place file and row, for messages; no other row's
 */
public record Item(List<TokenSequence> sequences, Map<String, Double> columns, String place) {
  public Item {
    sequences = List.copyOf(sequences);
    columns = Map.copyOf(columns);
  }

  public boolean isPair() {
    return sequences.size() == 2;
  }

  /** The trained token ids of a response. */
  int[] responseIds(int response) {
    var sequence = sequences.get(response);
    return sequence.trains().stream().map(t -> sequence.ids()[t]).toArray();
  }

  /** The token ids before the first trained one: what rows of one prompt have in common. */
  List<Integer> prompt() {
    var first = sequences.getFirst();
    return java.util.Arrays.stream(first.ids())
        .limit(first.trains().nextSetBit(0))
        .boxed()
        .toList();
  }
}
