package org.penchant.rank.judge.remote;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.rank.judge.AnswerScores;

/**
 * How a model is asked to weigh two answers and then score both: evidence first, scores last (arXiv
 * 2305.17926). Scores are the numbers of the last two lines that read "Score of answer 1: x" and
 * "Score of answer 2: x".
 *
 * @param least score allowed
 * @param most score allowed
 * @param maxTokens of the reply
 * @param temperature of sampling
 */
public record ScorePrompt(double least, double most, int maxTokens, double temperature) {
  private static final Pattern LINE =
      Pattern.compile("(?im)^\\W*score of answer ([12])\\W*?(-?[0-9]+(?:\\.[0-9]+)?)");

  public ScorePrompt {
    if (!(least < most)) throw new IllegalArgumentException("scores from " + least + " to " + most);
    if (maxTokens < 1) throw new IllegalArgumentException("maxTokens = " + maxTokens);
    if (!(temperature >= 0))
      throw new IllegalArgumentException("temperature = " + temperature + ", at least 0");
  }

  /** Scores from 1 to 10, 512 tokens, temperature 1. */
  public static ScorePrompt defaults() {
    return new ScorePrompt(1, 10, 512, 1);
  }

  ChatRequest request(Content prompt, Content first, Content second, int sample) {
    String question =
        "Request:\n"
            + prompt.plain()
            + "\n\nAnswer 1:\n"
            + first.plain()
            + "\n\nAnswer 2:\n"
            + second.plain()
            + "\n\nWeigh both answers: helpfulness, relevance, correctness, detail. Their order must"
            + " not matter. Write your reasons first. Then end with two lines, each a score from "
            + number(least)
            + " to "
            + number(most)
            + ":\nScore of answer 1: \nScore of answer 2: ";
    return new ChatRequest(
        List.of(new Message("user", question)), temperature, maxTokens, 0, sample);
  }

  /** The scores by position; empty unless both are there and within bounds. */
  Optional<AnswerScores> read(Reply reply) {
    double[] scores = {Double.NaN, Double.NaN};
    var lines = LINE.matcher(reply.text());
    while (lines.find())
      scores[Integer.parseInt(lines.group(1)) - 1] = Double.parseDouble(lines.group(2));
    for (double score : scores) if (!(score >= least && score <= most)) return Optional.empty();
    return Optional.of(new AnswerScores(scores[0], scores[1]));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
