package org.penchant.align.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.penchant.align.lm.SequenceEncoder;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.reward.TextStates;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.Problems;

/**
 * Items that are token sequences: prompt and response, read to their last token; or, where steps
 * are rewarded, to the last token of every line that says something. Equal candidates of a row are
 * one item each time.
 */
public final class TextItems implements RewardItems {
  private final SequenceEncoder encoder;
  private final int maxLength;
  private final Truncation truncation;
  private final boolean stepwise;
  private final Wording wording;
  private final List<BitSet> taught = new ArrayList<>();
  private final List<TokenSequence> sequences = new ArrayList<>();
  private final Map<Key, Integer> known = new HashMap<>();
  private final Map<Content, Integer> prompts = new HashMap<>();
  private final Map<String, Integer> dropped = new TreeMap<>();
  private int truncated;

  /** A candidate; its words too, since several rows may be made of the row of one place. */
  private record Key(String place, int candidate, Content prompt, Content response) {}

  /**
   * @param encoder renders and tokenizes
   * @param maxLength tokens of a sequence
   * @param truncation what happens to longer ones
   * @param stepwise whether every step is an own position
   * @param wording what is read of a response
   */
  public TextItems(
      SequenceEncoder encoder,
      int maxLength,
      Truncation truncation,
      boolean stepwise,
      Wording wording) {
    this.encoder = encoder.withMaxLength(Integer.MAX_VALUE);
    this.maxLength = maxLength;
    this.truncation = truncation;
    this.stepwise = stepwise;
    this.wording = wording;
  }

  /** Prompt and response by the model's template, of which nothing is taught. */
  public TextItems(
      SequenceEncoder encoder, int maxLength, Truncation truncation, boolean stepwise) {
    this(encoder, maxLength, truncation, stepwise, new Wording.Plain(false));
  }

  /** Tokens of every item so far that a language-model term teaches. */
  public List<BitSet> taught() {
    return List.copyOf(taught);
  }

  /** The sequences of all items so far. */
  public List<TokenSequence> sequences() {
    return List.copyOf(sequences);
  }

  /** Positions of an item. */
  public int positions(int item) {
    return sequences.get(item).trained();
  }

  /** Candidates that could not be used, by reason. */
  public Map<String, Integer> dropped() {
    return Map.copyOf(dropped);
  }

  /** Sequences that were cut. */
  public int truncated() {
    return truncated;
  }

  @Override
  public OptionalInt candidate(Comparison row, int candidate, Problems problems) {
    String place = row.provenance().toString();
    var key = new Key(place, candidate, row.prompt(), row.candidates().get(candidate).content());
    Integer before = known.get(key);
    if (before != null) return before < 0 ? OptionalInt.empty() : OptionalInt.of(before);
    var found = encoded(row, candidate, place, problems);
    known.put(key, found.orElse(-1));
    return found;
  }

  private OptionalInt encoded(Comparison row, int candidate, String place, Problems problems) {
    var worded = wording.of(encoder, row, candidate, problems);
    if (worded.isEmpty()) return OptionalInt.empty();
    var whole = worded.get().sequence();
    // Places instead of ids: they say what was kept.
    int[] places = IntStream.range(0, whole.length()).toArray();
    var kept =
        truncation.cut(
            new TokenSequence(places, whole.trains()), maxLength, encoder.bos().isPresent());
    if (kept.isEmpty()) {
      tooLong(place, whole.length(), problems);
      return OptionalInt.empty();
    }
    if (kept.get().length() < whole.length()) truncated++;
    int[] ids = Arrays.stream(kept.get().ids()).map(t -> whole.ids()[t]).toArray();
    var cut = new TokenSequence(ids, kept.get().trains());
    var read = stepwise ? steps(cut) : TextStates.ending(ids);
    if (read.trained() == 0) {
      dropped.merge("no step that says something", 1, Integer::sum);
      return OptionalInt.empty();
    }
    sequences.add(read);
    var left = new BitSet(ids.length);
    for (int t = 1; t < ids.length; t++)
      left.set(t, worded.get().taught().get(kept.get().ids()[t]));
    taught.add(left);
    return OptionalInt.of(sequences.size() - 1);
  }

  private void tooLong(String place, int length, Problems problems) {
    if (truncation == Truncation.ERROR)
      problems.error(
          place,
          length + " tokens",
          "a sequence may have " + maxLength,
          "--truncation drop|prompt|completion, or a greater --max-length");
    else dropped.merge("longer than " + maxLength + " tokens", 1, Integer::sum);
  }

  /** The token after the last one of every line is what its state would predict. */
  private TokenSequence steps(TokenSequence sequence) {
    int[] ids = Arrays.copyOf(sequence.ids(), sequence.length() + 1);
    var ends = new BitSet(ids.length);
    boolean said = false;
    int first = sequence.trains().nextSetBit(0);
    for (int t = first; t >= 0 && t < sequence.length(); t++) {
      String text = encoder.tokenizer().decode(new int[] {ids[t]}, false);
      int newline = text.indexOf('\n');
      String before = newline < 0 ? text : text.substring(0, newline);
      String after = newline < 0 ? "" : text.substring(text.lastIndexOf('\n') + 1);
      said |= !before.isBlank();
      if (newline >= 0 && said) {
        // A token that only begins the next line belongs to it.
        ends.set(before.isBlank() && !after.isBlank() ? t : t + 1);
        said = false;
      }
      said |= !after.isBlank();
    }
    if (said) ends.set(sequence.length());
    return new TokenSequence(ids, ends);
  }

  @Override
  public OptionalInt prompt(Comparison row, Problems problems) {
    Integer before = prompts.get(row.prompt());
    if (before == null) {
      int[] ids = encoder.encodePrompt(row.prompt(), row.provenance().toString());
      int from = Math.max(0, ids.length - maxLength);
      if (from > 0) truncated++;
      sequences.add(
          TextStates.ending(
              ids.length == 0 ? new int[] {0} : Arrays.copyOfRange(ids, from, ids.length)));
      taught.add(new BitSet());
      before = sequences.size() - 1;
      prompts.put(row.prompt(), before);
    }
    return OptionalInt.of(before);
  }
}
