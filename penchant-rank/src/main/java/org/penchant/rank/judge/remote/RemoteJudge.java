package org.penchant.rank.judge.remote;

import java.util.List;
import java.util.Optional;
import org.penchant.core.preference.Content;
import org.penchant.rank.judge.AnswerScores;
import org.penchant.rank.judge.FailureLimit;
import org.penchant.rank.judge.ListJudge;
import org.penchant.rank.judge.OrderedPair;
import org.penchant.rank.judge.ScoreJudge;
import org.penchant.rank.judge.TextJudge;

/** A chat model as a judge: of pairs, of lists, or by scores. */
public final class RemoteJudge {
  private RemoteJudge() {}

  /** Asks which of two is better. */
  public static TextJudge pairs(ChatClient client, PairPrompt prompt, FailureLimit limit) {
    return pairs(client, prompt, Demonstrations.none(), limit);
  }

  /** Asks which of two is better after solved pairs. */
  public static TextJudge pairs(
      ChatClient client, PairPrompt prompt, Demonstrations shown, FailureLimit limit) {
    return (content, first, second, sample) -> {
      var request = prompt.request(content, first, second, sample);
      var reply = client.ask(shown.before(request, prompt));
      Optional<OrderedPair> read = prompt.read(reply);
      return limit.count(read, reply.text());
    };
  }

  /** Asks for an order of the items of one prompt. */
  public static ListJudge lists(
      ChatClient client,
      ListPrompt prompt,
      Content content,
      List<Content> items,
      FailureLimit limit) {
    return (shown, sample) -> {
      var reply =
          client.ask(prompt.request(content, shown.stream().map(items::get).toList(), sample));
      return limit.count(prompt.read(reply), reply.text());
    };
  }

  /** Asks for evidence and two scores. */
  public static ScoreJudge scores(ChatClient client, ScorePrompt prompt, FailureLimit limit) {
    return (content, first, second, sample) -> {
      var reply = client.ask(prompt.request(content, first, second, sample));
      Optional<AnswerScores> read = prompt.read(reply);
      return limit.count(read, reply.text());
    };
  }
}
