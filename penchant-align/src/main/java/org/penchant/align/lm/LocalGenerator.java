package org.penchant.align.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.penchant.align.lm.Sampling.Overflow;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.seam.Generator;
import org.penchant.torch.tensor.BlasThreads;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * Generates with a local model and a key-value cache: the sequences of a batch advance together, a
 * prompt is computed once for all its samples.
 *
 * <p>Sample s of a prompt draws from a random stream named by the prompt's tokens and s: neither
 * the other prompts nor the batch size change its text (but for ties within rounding, since larger
 * matrix products round differently). Equal prompts give equal samples.
 *
 * @param ends tokens that end a response
 * @param batch sequences that advance together
 */
public record LocalGenerator(
    Transformer model,
    SequenceEncoder encoder,
    Set<Integer> ends,
    Sampling sampling,
    Seeds seeds,
    int batch)
    implements Generator {

  public static final int DEFAULT_BATCH = 32;

  public LocalGenerator {
    ends = Set.copyOf(ends);
    if (batch < 1) throw new IllegalArgumentException("batch = " + batch + ", must be at least 1");
  }

  /** Ends at the config's and the tokenizer's EOS. */
  public static LocalGenerator of(
      Transformer model, SequenceEncoder encoder, Sampling sampling, Seeds seeds) {
    var ends = new TreeSet<>(model.config().eos());
    encoder.tokenizer().eos().ifPresent(ends::add);
    return new LocalGenerator(model, encoder, ends, sampling, seeds, DEFAULT_BATCH);
  }

  public LocalGenerator withBatch(int rows) {
    return new LocalGenerator(model, encoder, ends, sampling, seeds, rows);
  }

  public LocalGenerator withEnds(Set<Integer> tokens) {
    return new LocalGenerator(model, encoder, tokens, sampling, seeds, batch);
  }

  @Override
  public List<List<Content>> generate(List<Content> prompts, int samples) {
    return generations(prompts, samples, _ -> {}).stream()
        .map(all -> all.stream().map(g -> Content.of(g.text())).toList())
        .toList();
  }

  /**
   * Answers every prompt {@code samples} times.
   *
   * @param progress called after each step with the number of finished responses
   * @return for each prompt, its responses
   * @throws ProblemsException naming every prompt that does not fit the model's context
   */
  public List<List<Generation>> generations(
      List<Content> prompts, int samples, IntConsumer progress) {
    var encoded = new ArrayList<int[]>();
    var problems = new Problems();
    for (int i = 0; i < prompts.size(); i++) encoded.add(encode(prompts.get(i), i, problems));
    problems.throwIfErrors(ExitCode.BAD_DATA);
    var rows = new ArrayList<PartialResponse>();
    for (int[] prompt : encoded) for (int s = 0; s < samples; s++) rows.add(response(prompt, s));
    for (int from = 0; from < rows.size(); from += batch) {
      int done = from;
      var part = rows.subList(from, Math.min(rows.size(), from + batch));
      run(part, finished -> progress.accept(done + finished));
    }
    var out = new ArrayList<List<Generation>>();
    for (int i = 0; i < encoded.size(); i++)
      out.add(
          rows.subList(i * samples, (i + 1) * samples).stream()
              .map(PartialResponse::result)
              .toList());
    return out;
  }

  private int[] encode(Content prompt, int index, Problems problems) {
    String place = "prompt " + index;
    int[] ids;
    try {
      ids = encoder.encodePrompt(prompt, place);
    } catch (ProblemsException e) {
      e.problems().forEach(problems::add);
      return new int[0];
    }
    int context = model.contextLength();
    int needed = sampling.overflow() == Overflow.REFUSE ? sampling.maxNewTokens() : 1;
    if (ids.length == 0)
      problems.error(
          place, "", "has no token to continue", "give it text, or use a model with a BOS token");
    else if (ids.length + needed > context)
      problems.error(
          place,
          ids.length + " tokens",
          "leave less than " + needed + " of the model's context of " + context,
          "shorten the prompt, or ask for fewer new tokens");
    return ids;
  }

  private PartialResponse response(int[] prompt, int sample) {
    var stream = seeds.stream("sample " + sample + " of " + Arrays.toString(prompt));
    return new PartialResponse(
        prompt,
        sampling,
        new Sampler(sampling, stream, prompt),
        encoder.tokenizer(),
        ends,
        model.contextLength());
  }

  private void run(List<PartialResponse> rows, IntConsumer progress) {
    long product = (long) rows.size() * model.config().hidden() * model.config().inner();
    try (var _ = GradMode.disabled();
        var _ = BlasThreads.suited(product);
        var scope = TensorScope.open()) {
      var active = new ArrayList<>(rows);
      var batch = prefill(rows, scope);
      float[] logits = batch.logits();
      var cache = batch.cache();
      while (true) {
        for (int i = 0; i < active.size(); i++)
          active.get(i).take(logits, i * model.vocabulary(), model.vocabulary());
        int[] going =
            IntStream.range(0, active.size()).filter(i -> !active.get(i).finished()).toArray();
        progress.accept(rows.size() - going.length);
        if (going.length == 0) return;
        if (going.length < active.size()) {
          cache.select(going);
          var kept = Arrays.stream(going).mapToObj(active::get).toList();
          active.clear();
          active.addAll(kept);
        }
        cache.reserve();
        try (var step = TensorScope.open()) {
          long[] tokens = active.stream().mapToLong(PartialResponse::last).toArray();
          long[] positions = cache.positions();
          cache.begin();
          logits = model.logits(model.hidden(tokens, positions, cache)).toFloats();
        }
      }
    }
  }

  private record Prefilled(KvCache cache, float[] logits) {}

  /** Computes each prompt once; the cache's tensors end up in {@code scope}. */
  private Prefilled prefill(List<PartialResponse> rows, TensorScope scope) {
    try (var inner = TensorScope.open()) {
      var builder = new Packing.Builder();
      int[] segments = new int[rows.size()];
      long[] lasts = new long[rows.size()];
      int[] before = {};
      int segment = -1;
      for (int i = 0; i < segments.length; i++) {
        int[] prompt = rows.get(i).prompt();
        if (prompt != before) segment = builder.add(prompt, 0, prompt.length, Packing.ROOT);
        before = prompt;
        segments[i] = segment;
        lasts[i] = builder.lastToken(segment);
      }
      var packing = builder.build();
      var recorder =
          new KvCache.Recorder(new PackedAttention(model.config(), packing, model.type()));
      var hidden = model.hidden(packing.tokens(), packing.positions(), recorder);
      float[] logits = model.logits(hidden.indexSelect(0, Tensor.of(lasts))).toFloats();
      var cache = KvCache.of(model.config(), model.type(), packing, recorder, segments);
      cache.tensors().forEach(inner::keep);
      return new Prefilled(cache, logits);
    }
  }
}
