package org.penchant.align.lm;

import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.penchant.align.lm.PromptTemplate.Range;
import org.penchant.align.lm.PromptTemplate.Rendering;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/**
 * Encodes one rendering of prompt and response at once. A token trains if it starts inside a range
 * that trains; a token that reaches across the edge of one is a mismatch, since the model, given
 * the prompt alone, would never have been asked for it.
 *
 * @param bos put first unless the text begins with it or the rendering is opened; none if empty
 * @param eos put behind the response, where it trains, unless the rendering is closed
 * @param maxLength tokens a sequence may have
 * @param straddling what to do about a token across an edge
 */
public record SequenceEncoder(
    Tokenizer tokenizer,
    PromptTemplate template,
    OptionalInt bos,
    OptionalInt eos,
    int maxLength,
    Straddling straddling) {

  /** What to do about a token that reaches across the edge of a range that trains. */
  public enum Straddling {
    /** An error that names the row. */
    REFUSE,
    /** It does not train, and is counted. */
    COUNT
  }

  /**
   * An encoded sequence.
   *
   * @param straddling how many tokens reached across an edge
   */
  public record Encoded(TokenSequence sequence, int straddling) {}

  /** The tokenizer's own BOS and EOS, mismatches refused. */
  public static SequenceEncoder of(Tokenizer tokenizer, PromptTemplate template, int maxLength) {
    return new SequenceEncoder(
        tokenizer, template, tokenizer.bos(), tokenizer.eos(), maxLength, Straddling.REFUSE);
  }

  public SequenceEncoder withBos(OptionalInt id) {
    return new SequenceEncoder(tokenizer, template, id, eos, maxLength, straddling);
  }

  public SequenceEncoder withEos(OptionalInt id) {
    return new SequenceEncoder(tokenizer, template, bos, id, maxLength, straddling);
  }

  public SequenceEncoder withMaxLength(int tokens) {
    return new SequenceEncoder(tokenizer, template, bos, eos, tokens, straddling);
  }

  public SequenceEncoder withStraddling(Straddling policy) {
    return new SequenceEncoder(tokenizer, template, bos, eos, maxLength, policy);
  }

  /** What is added to a text, in words, as reports carry it. */
  public String policy() {
    return (bos.isPresent() ? "BOS " + bos.getAsInt() + " before" : "no BOS before")
        + ", "
        + (eos.isPresent() ? "EOS " + eos.getAsInt() + " behind" : "no EOS behind");
  }

  /**
   * Encodes a response to a row's prompt.
   *
   * @param problems gets what is wrong with it, under the row's name
   * @return the sequence, or empty if an error was added to {@code problems}
   */
  public Optional<Encoded> encode(Comparison row, Content response, Problems problems) {
    String place = row.provenance().toString();
    Rendering rendering;
    try {
      rendering = template.render(row, response, place);
    } catch (ProblemsException e) {
      e.problems().forEach(problems::add);
      return Optional.empty();
    }
    return encode(rendering, place, problems);
  }

  /**
   * A rendering token by token, before any check.
   *
   * @param ids token ids, those put before and behind the text included
   * @param starts where each token's characters start in the text; an added token has none
   * @param ends where they end
   * @param trains tokens that train
   * @param straddling tokens across the edge of a range that trains, which do not
   */
  public record Laid(
      Rendering rendering, int[] ids, int[] starts, int[] ends, BitSet trains, BitSet straddling) {}

  /** Lays out a rendering; the mask follows from its characters alone. */
  public Laid lay(Rendering rendering) {
    var tokens = tokenizer.encode(rendering.text());
    boolean first =
        bos.isPresent() && !rendering.opened() && !beginsWith(tokens.ids(), bos.getAsInt());
    boolean last = eos.isPresent() && !rendering.closed() && !rendering.trains().isEmpty();
    int shift = first ? 1 : 0;
    int count = tokens.ids().length;
    int[] ids = new int[shift + count + (last ? 1 : 0)];
    int[] starts = new int[ids.length];
    int[] ends = new int[ids.length];
    if (first) ids[0] = bos.getAsInt();
    System.arraycopy(tokens.ids(), 0, ids, shift, count);
    System.arraycopy(tokens.starts(), 0, starts, shift, count);
    System.arraycopy(tokens.ends(), 0, ends, shift, count);
    var trains = new BitSet(ids.length);
    var across = new BitSet(ids.length);
    for (int i = shift; i < shift + count; i++) {
      for (Range range : rendering.trains()) {
        if (crosses(starts[i], ends[i], range.from()) || crosses(starts[i], ends[i], range.to()))
          across.set(i);
        else if (starts[i] >= range.from() && starts[i] < range.to()) trains.set(i);
      }
    }
    trains.andNot(across);
    if (last) {
      int end = ids.length - 1;
      ids[end] = eos.getAsInt();
      starts[end] = rendering.text().length();
      ends[end] = rendering.text().length();
      trains.set(end);
    }
    return new Laid(rendering, ids, starts, ends, trains, across);
  }

  /** Encodes a rendering; see {@link #encode(Comparison, Content, Problems)}. */
  Optional<Encoded> encode(Rendering rendering, String place, Problems problems) {
    var laid = lay(rendering);
    int[] ids = laid.ids();
    var trains = laid.trains();
    int mismatches = laid.straddling().cardinality();
    if (mismatches > 0 && straddling == Straddling.REFUSE) {
      int token = laid.straddling().nextSetBit(0);
      problems.error(
          place,
          rendering.text().substring(laid.starts()[token], laid.ends()[token]),
          "one token holds the end of the prompt and the start of the response",
          "move white space from the end of the prompt to the start of the response");
      return Optional.empty();
    }
    if (ids.length > maxLength) {
      problems.error(
          place,
          ids.length + " tokens",
          "is longer than the " + maxLength + " tokens a sequence may have",
          "shorten or remove the row, or raise the limit if the model's context allows");
      return Optional.empty();
    }
    if (ids.length == 0 || trains.get(0)) {
      problems.error(
          place,
          "",
          "the prompt has no token, so nothing predicts the response's first",
          "give the row a prompt, or use a beginning-of-sequence token");
      return Optional.empty();
    }
    if (trains.isEmpty() && !rendering.trains().isEmpty()) {
      problems.error(place, "", "no token of the response trains", "remove the row");
      return Optional.empty();
    }
    return Optional.of(new Encoded(new TokenSequence(ids, trains), mismatches));
  }

  /**
   * Tokens of a prompt that a model is to continue.
   *
   * @throws ProblemsException if the template cannot render it
   */
  public int[] encodePrompt(Content prompt, String place) {
    var rendering = template.prompt(prompt, place);
    var tokens = tokenizer.encode(rendering.text()).ids();
    if (bos.isEmpty() || rendering.opened() || beginsWith(tokens, bos.getAsInt())) return tokens;
    int[] ids = new int[tokens.length + 1];
    ids[0] = bos.getAsInt();
    System.arraycopy(tokens, 0, ids, 1, tokens.length);
    return ids;
  }

  private static boolean beginsWith(int[] ids, int first) {
    return ids.length > 0 && ids[0] == first;
  }

  private static boolean crosses(int start, int end, int edge) {
    return start < edge && edge < end;
  }
}
