package org.penchant.align.train;

import java.util.List;
import java.util.Optional;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;

/**
 * The question that a rationale answers: the prompt, both responses, which is preferable (after
 * arXiv 2407.14477). The chosen stands above, the rejected below.
 *
 * @param row whose prompt is the question
 * @param why the rationale
 */
record RationalePrompt(Comparison row, Content why) {
  static Optional<RationalePrompt> of(Comparison row) {
    var words = row.feedback().mark().rationale();
    if (words.isEmpty() || words.get().isBlank() || !row.isDecidedPair()) return Optional.empty();
    String question =
        row.prompt().plain()
            + "\n\nResponse above:\n"
            + row.chosen().content().plain()
            + "\n\nResponse below:\n"
            + row.rejected().content().plain()
            + "\n\nThe response above is preferable. Why?\n";
    boolean chat = row.prompt() instanceof Content.Chat;
    Content prompt =
        chat ? Content.of(List.of(new Message("user", question))) : Content.of(question);
    Content why =
        chat ? Content.of(List.of(new Message("assistant", words.get()))) : Content.of(words.get());
    return Optional.of(
        new RationalePrompt(
            new Comparison(
                prompt,
                row.candidates(),
                row.feedback(),
                row.columns(),
                row.template(),
                row.provenance()),
            why));
  }
}
