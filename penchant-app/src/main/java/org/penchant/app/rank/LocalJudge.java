package org.penchant.app.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.PromptTemplate;
import org.penchant.app.job.LoadedModel;
import org.penchant.app.job.Progress;
import org.penchant.app.job.Scores;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.ProblemsException;
import org.penchant.rank.judge.FailureLimit;
import org.penchant.rank.judge.OrderedPair;
import org.penchant.rank.judge.TextJudge;
import org.penchant.rank.judge.remote.PairPrompt;

/**
 * A model folder as a judge: the log-probabilities of the replies themselves, given the question.
 * With a chat template the question is a dialogue, without one it is plain text and the reply
 * follows a space.
 *
 * @param maxTokens of one packing
 * @param limit counts questions that cannot be asked, such as those longer than the context
 */
public record LocalJudge(LoadedModel model, PairPrompt prompt, int maxTokens, FailureLimit limit)
    implements TextJudge {
  @Override
  public Optional<OrderedPair> compare(
      Content question, Content first, Content second, int sample) {
    var messages = prompt.messages(question, first, second);
    boolean chat = model.text().encoder().template() instanceof PromptTemplate.ByContent;
    var asked =
        chat
            ? Content.of(messages)
            : Content.of(
                String.join("\n\n", messages.stream().map(m -> m.content()).toList())
                    + "\nAnswer:");
    var replies = new ArrayList<Candidate>();
    var words =
        prompt.tie().isEmpty()
            ? List.of(prompt.first(), prompt.second())
            : List.of(prompt.first(), prompt.second(), prompt.tie());
    for (String word : words)
      replies.add(
          Candidate.response(
              chat
                  ? Content.of(List.of(new org.penchant.core.preference.Message("assistant", word)))
                  : Content.of(" " + word)));
    var row = row(asked, replies);
    try {
      var scored = Scores.of(model, List.of(row), maxTokens, Progress.silent()).rows().getFirst();
      var sums = scored.responses().stream().mapToDouble(Scores.Scored::sum).toArray();
      double tie = sums.length > 2 ? sums[2] : Double.NEGATIVE_INFINITY;
      return limit.count(Optional.of(new OrderedPair(sums[0], sums[1], tie)), "");
    } catch (ProblemsException unaskable) {
      return limit.count(Optional.empty(), String.valueOf(unaskable.getMessage()));
    }
  }

  private static Comparison row(Content asked, List<Candidate> replies) {
    var unranked = new Feedback.Ranking(List.of(), Mark.NONE);
    return new Comparison(
        asked, replies, unranked, Map.of(), Map.of(), Provenance.made("judge", 0));
  }
}
