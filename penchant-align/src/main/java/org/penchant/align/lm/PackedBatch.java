package org.penchant.align.lm;

import java.util.ArrayList;
import java.util.List;

/**
 * Groups of sequences packed for one forward pass, with where each trained token is predicted.
 *
 * <p>A group's sequences share their common prefix before the first trained token. What no trained
 * token depends on (a last token, whatever follows the last trained one) is left out.
 *
 * @param packing what the model reads
 * @param predictor index in the packing of the token that predicts each trained token, [n]
 * @param target the trained tokens, [n]
 * @param sequenceOf the sequence of each trained token, counted over all groups, [n]
 * @param lengths trained tokens of each sequence
 */
public record PackedBatch(
    Packing packing, long[] predictor, long[] target, long[] sequenceOf, int[] lengths) {

  public int trained() {
    return target.length;
  }

  public int sequences() {
    return lengths.length;
  }

  /** Tokens the sequences hold together, as if none were shared: what throughput is counted in. */
  public static long usefulTokens(List<List<TokenSequence>> groups) {
    return groups.stream().flatMap(List::stream).mapToLong(TokenSequence::length).sum();
  }

  public static PackedBatch of(List<List<TokenSequence>> groups) {
    var layout = new Packing.Builder();
    var all = groups.stream().flatMap(List::stream).toList();
    int n = all.stream().mapToInt(TokenSequence::trained).sum();
    long[] predictor = new long[n];
    long[] target = new long[n];
    long[] sequenceOf = new long[n];
    int[] lengths = new int[all.size()];
    int at = 0;
    int index = 0;
    for (var group : groups) {
      int shared = shared(group);
      int[] where = new int[shared];
      int prompt = Packing.ROOT;
      if (shared > 0) {
        int start = layout.size();
        prompt = layout.add(group.getFirst().ids(), 0, shared, Packing.ROOT);
        for (int i = 0; i < shared; i++) where[i] = start + i;
      }
      for (var sequence : group) {
        int read = sequence.trains().length() - 1;
        int start = layout.size();
        if (read > shared) layout.add(sequence.ids(), shared, read, prompt);
        var trains = sequence.trains();
        for (int t = trains.nextSetBit(0); t >= 0; t = trains.nextSetBit(t + 1)) {
          predictor[at] = t - 1 < shared ? where[t - 1] : start + t - 1 - shared;
          target[at] = sequence.ids()[t];
          sequenceOf[at++] = index;
        }
        lengths[index++] = sequence.trained();
      }
    }
    return new PackedBatch(layout.build(), predictor, target, sequenceOf, lengths);
  }

  private static int shared(List<TokenSequence> group) {
    var first = group.getFirst();
    int shared = first.trains().length() - 1;
    for (var sequence : group) {
      if (sequence.trained() == 0)
        throw new IllegalArgumentException("a sequence without a trained token has no likelihood");
      shared = Math.min(shared, first.sharedPrefix(sequence));
      shared = Math.min(shared, sequence.trains().length() - 1);
    }
    return shared;
  }

  /** Groups in runs whose packings hold at most {@code tokens} tokens, or one group. */
  public static List<List<List<TokenSequence>>> split(
      List<List<TokenSequence>> groups, int tokens) {
    var runs = new ArrayList<List<List<TokenSequence>>>();
    var run = new ArrayList<List<TokenSequence>>();
    long size = 0;
    for (var group : groups) {
      long more = PackedBatch.of(List.of(group)).packing().size();
      if (!run.isEmpty() && size + more > tokens) {
        runs.add(List.copyOf(run));
        run.clear();
        size = 0;
      }
      run.add(group);
      size += more;
    }
    if (!run.isEmpty()) runs.add(List.copyOf(run));
    return runs;
  }
}
