package org.penchant.align.lm;

import java.util.Arrays;
import java.util.Set;
import org.penchant.align.lm.Generation.Finish;

/** One response on its way: its tokens so far, and whether and why it ended. */
final class PartialResponse {
  /** Prompt tokens before the response that decide how its text begins. */
  private static final int CONTEXT = 4;

  private final int[] prompt;
  private final Sampling sampling;
  private final Sampler sampler;
  private final Tokenizer tokenizer;
  private final Set<Integer> ends;
  private final int contextLength;
  private int[] ids = new int[16];
  private double[] logs = new double[16];
  private int count;
  private Finish finish = Finish.LENGTH;
  private boolean finished;
  private String text = "";

  PartialResponse(
      int[] prompt,
      Sampling sampling,
      Sampler sampler,
      Tokenizer tokenizer,
      Set<Integer> ends,
      int contextLength) {
    this.prompt = prompt;
    this.sampling = sampling;
    this.sampler = sampler;
    this.tokenizer = tokenizer;
    this.ends = ends;
    this.contextLength = contextLength;
  }

  int[] prompt() {
    return prompt;
  }

  boolean finished() {
    return finished;
  }

  /** The token to go on from. */
  long last() {
    return ids[count - 1];
  }

  /** Takes the next token from logits[from..from+vocabulary). */
  void take(float[] logits, int from, int vocabulary) {
    int token = sampler.next(logits, from, vocabulary);
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, count * 2);
      logs = Arrays.copyOf(logs, count * 2);
    }
    logs[count] = Sampler.logProbability(logits, from, vocabulary, token);
    ids[count++] = token;
    int stop = sampling.stops().isEmpty() ? -1 : firstStop(decoded());
    if (ends.contains(token)) finish(Finish.EOS, -1);
    else if (stop >= 0) finish(Finish.STOP, stop);
    else if (count == sampling.maxNewTokens()) finish(Finish.LENGTH, -1);
    else if (prompt.length + count == contextLength) finish(Finish.CONTEXT, -1);
  }

  Generation result() {
    return new Generation(text, Arrays.copyOf(ids, count), finish, Arrays.copyOf(logs, count));
  }

  private void finish(Finish why, int cut) {
    finished = true;
    finish = why;
    text = cut < 0 ? decoded() : decoded().substring(0, cut);
  }

  private int firstStop(String generated) {
    int first = -1;
    for (String stop : sampling.stops()) {
      int at = generated.indexOf(stop);
      if (at >= 0 && (first < 0 || at < first)) first = at;
    }
    return first;
  }

  /** The response's part of a text: decoders treat the start of a text specially. */
  private String decoded() {
    int[] before = Arrays.copyOfRange(prompt, Math.max(0, prompt.length - CONTEXT), prompt.length);
    int[] all = Arrays.copyOf(before, before.length + count);
    System.arraycopy(ids, 0, all, before.length, count);
    String context = tokenizer.decode(before, false);
    String whole = tokenizer.decode(all, false);
    return whole.startsWith(context)
        ? whole.substring(context.length())
        : tokenizer.decode(Arrays.copyOf(ids, count), false);
  }
}
