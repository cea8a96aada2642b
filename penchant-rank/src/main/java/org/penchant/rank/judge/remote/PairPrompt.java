package org.penchant.rank.judge.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.rank.judge.OrderedPair;

/**
 * How a model is asked which of two answers is better, and how its reply is read.
 *
 * @param system instructions; empty for none
 * @param template the question, with {@code {prompt}}, {@code {first}} and {@code {second}}
 * @param first the reply that prefers the answer shown first, such as A
 * @param second the reply that prefers the other
 * @param tie the reply that prefers neither; empty if there is none
 * @param logprobs alternatives of the first token to ask for and read; 0 reads the text alone
 * @param maxTokens of the reply
 * @param temperature of sampling
 */
public record PairPrompt(
    String system,
    String template,
    String first,
    String second,
    String tie,
    int logprobs,
    int maxTokens,
    double temperature) {
  private static final Pattern HOLE = Pattern.compile("\\{(prompt|first|second)}");

  public PairPrompt {
    for (String hole : List.of("{prompt}", "{first}", "{second}"))
      if (!template.contains(hole))
        throw new IllegalArgumentException("the template has no " + hole);
    if (first.isBlank()
        || second.isBlank()
        || first.equals(second)
        || first.equals(tie)
        || second.equals(tie))
      throw new IllegalArgumentException(
          "replies '" + first + "', '" + second + "', '" + tie + "' must differ");
    if (logprobs < 0 || logprobs > 20)
      throw new IllegalArgumentException("logprobs = " + logprobs + ", must be in [0, 20]");
    if (maxTokens < 1) throw new IllegalArgumentException("maxTokens = " + maxTokens);
    if (!(temperature >= 0))
      throw new IllegalArgumentException("temperature = " + temperature + ", at least 0");
  }

  /** One letter, with log-probabilities. */
  public static PairPrompt defaults() {
    return new PairPrompt(
        "You compare two answers to a request. Judge helpfulness, correctness and clarity; length and"
            + " order do not matter.",
        "Request:\n{prompt}\n\nAnswer A:\n{first}\n\nAnswer B:\n{second}\n\n"
            + "Which answer is better? Reply with one letter, A or B.",
        "A",
        "B",
        "",
        20,
        1,
        0);
  }

  /** Without log-probabilities, for servers that give none. */
  public PairPrompt withText(int tokens) {
    return new PairPrompt(system, template, first, second, tie, 0, tokens, temperature);
  }

  public PairPrompt withTemplate(String text) {
    return new PairPrompt(system, text, first, second, tie, logprobs, maxTokens, temperature);
  }

  public PairPrompt withTie(String reply) {
    return new PairPrompt(system, template, first, second, reply, logprobs, maxTokens, temperature);
  }

  /** The question as turns of a dialogue. */
  public List<Message> messages(Content prompt, Content a, Content b) {
    var messages = new ArrayList<Message>();
    if (!system.isEmpty()) messages.add(new Message("system", system));
    messages.add(question(prompt, a, b));
    return messages;
  }

  ChatRequest request(Content prompt, Content a, Content b, int sample) {
    return new ChatRequest(messages(prompt, a, b), temperature, maxTokens, logprobs, sample);
  }

  /** The template filled in. */
  Message question(Content prompt, Content a, Content b) {
    var texts = Map.of("prompt", prompt.plain(), "first", a.plain(), "second", b.plain());
    // One pass, so that a hole named inside an answer stays as it is.
    return new Message(
        "user",
        HOLE.matcher(template)
            .replaceAll(m -> java.util.regex.Matcher.quoteReplacement(texts.get(m.group(1)))));
  }

  /** What the reply says; empty if it cannot be read. */
  Optional<OrderedPair> read(Reply reply) {
    if (logprobs > 0 && !reply.first().isEmpty()) return masses(reply.first());
    return word(reply.text())
        .map(w ->
            OrderedPair.ofMasses(
                w.equals(first) ? 1 : 0, w.equals(second) ? 1 : 0, w.equals(tie) ? 1 : 0));
  }

  /**
   * A reply that is not among the alternatives has less mass than the least of them: that minus 1.
   */
  private Optional<OrderedPair> masses(Map<String, Double> alternatives) {
    double least =
        alternatives.values().stream().mapToDouble(Double::doubleValue).min().orElseThrow() - 1;
    double a = mass(alternatives, first);
    double b = mass(alternatives, second);
    double c = tie.isEmpty() ? Double.NEGATIVE_INFINITY : mass(alternatives, tie);
    if (Math.max(c, Math.max(a, b)) == Double.NEGATIVE_INFINITY) return Optional.empty();
    return Optional.of(
        new OrderedPair(
            Math.max(a, least),
            Math.max(b, least),
            tie.isEmpty() ? Double.NEGATIVE_INFINITY : Math.max(c, least)));
  }

  /** ln of the summed probability of the tokens that are the reply up to white space. */
  private static double mass(Map<String, Double> alternatives, String reply) {
    return Math.log(
        alternatives.entrySet().stream()
            .filter(e -> e.getKey().strip().equals(reply))
            .mapToDouble(e -> Math.exp(e.getValue()))
            .sum());
  }

  /** The one reply the text ends with or consists of, as a word of its own. */
  private Optional<String> word(String text) {
    Optional<String> last = Optional.empty();
    int at = -1;
    for (String reply : tie.isEmpty() ? List.of(first, second) : List.of(first, second, tie)) {
      var matcher =
          Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(reply) + "(?![\\p{L}\\p{N}])")
              .matcher(text);
      while (matcher.find())
        if (matcher.start() > at) {
          at = matcher.start();
          last = Optional.of(reply);
        }
    }
    return last;
  }
}
