package org.penchant.align.train;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.penchant.align.lm.PromptTemplate.Range;
import org.penchant.align.lm.PromptTemplate.Rendering;
import org.penchant.align.lm.SequenceEncoder;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.reward.tool.RowTraces;
import org.penchant.align.reward.tool.Trace;
import org.penchant.align.reward.tool.TraceLoss;
import org.penchant.align.reward.tool.TraceText;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.problems.Problems;

/**
 * The text that a reward model reads of a response, and which of its tokens a language-model term
 * teaches.
 */
public sealed interface Wording {
  /**
   * A sequence.
   *
   * @param sequence its trained tokens are the response
   * @param taught tokens for a language-model term
   */
  record Worded(TokenSequence sequence, BitSet taught) {}

  /** The words of a candidate; empty if an error was added to {@code problems}. */
  Optional<Worded> of(SequenceEncoder encoder, Comparison row, int candidate, Problems problems);

  /**
   * Prompt and response as the model's template has them.
   *
   * @param taught whether the preferred response's tokens are taught
   */
  record Plain(boolean taught) implements Wording {
    @Override
    public Optional<Worded> of(
        SequenceEncoder encoder, Comparison row, int candidate, Problems problems) {
      var content = row.candidates().get(candidate).content();
      return encoder
          .encode(row, content, problems)
          .map(e ->
              new Worded(
                  e.sequence(),
                  taught && preferred(row, candidate) ? e.sequence().trains() : new BitSet()));
    }
  }

  /**
   * Question, answer and the answer's trace, if the row has one. The end of a sequence is taught
   * with its trace: that no further call is made.
   *
   * @param loss says whose tokens are taught
   */
  record Traced(TraceLoss loss) implements Wording {
    @Override
    public Optional<Worded> of(
        SequenceEncoder encoder, Comparison row, int candidate, Problems problems) {
      var content = row.candidates().get(candidate).content();
      int before = problems.errors().size();
      var found = RowTraces.of(row, content, problems);
      if (problems.errors().size() > before) return Optional.empty();
      var rendered =
          TraceText.render(found.orElse(Trace.of(row.prompt().plain(), content.plain())));
      String text = rendered.text();
      int answer = rendered.spans().getFirst().to();
      var laid =
          encoder.lay(new Rendering(text, List.of(new Range(answer, text.length())), false, false));
      var taught =
          loss.mask(rendered.spans(), laid.starts(), laid.ends(), preferred(row, candidate));
      int last = laid.ids().length - 1;
      boolean ended = encoder.eos().isPresent() && laid.ids()[last] == encoder.eos().getAsInt();
      taught.set(last, found.isPresent() && ended || taught.get(last));
      taught.clear(0);
      return Optional.of(new Worded(new TokenSequence(laid.ids(), laid.trains()), taught));
    }
  }

  /** Whether the row says that a candidate is better than another, or good. */
  private static boolean preferred(Comparison row, int candidate) {
    return switch (row.feedback()) {
      case Feedback.Pairwise pair ->
          pair.outcome() == (candidate == 0 ? Outcome.FIRST : Outcome.SECOND);
      case Feedback.Unary unary -> unary.good();
      case Feedback.Ranking ranking ->
          ranking.groups().size() > 1 && ranking.groups().getFirst().contains(candidate);
      case Feedback.Rating rating -> best(rating, candidate);
      case Feedback.Stepwise _ -> false;
    };
  }

  private static boolean best(Feedback.Rating rating, int candidate) {
    if (rating.scores().size() != 1) return false;
    var scores = rating.scores().values().iterator().next();
    double own = scores.get(candidate);
    return scores.stream().noneMatch(s -> s > own) && scores.stream().anyMatch(s -> s < own);
  }
}
