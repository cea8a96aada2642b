package org.penchant.align.reward.relevance;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Kinds of query by English cue words: a rule for where no classifier is at hand. Confidence is
 * {@code sure} where cues of one kind alone stand, else 0.5.
 *
 * @param sure in [0.5, 1]
 */
public record CueClassifier(double sure) implements QueryClassifier {
  private static final List<Pattern> OPEN =
      List.of(
          words("write|compose|describe|explain|discuss|suggest|tell me about|brainstorm|imagine"),
          words("create|design|advice|recommend|story|poem|essay|email|blog|letter|how (do|can) i"),
          words("what (are|is) the best way|why|pros and cons|compare|give me (some )?ideas"));
  private static final List<Pattern> CLOSED =
      List.of(
          words(
              "who|when|where|which|whose|how (many|much|old|tall|long|far)|what (year|time|date)"),
          words(
              "true or false|yes or no|multiple choice|calculate|compute|solve|translate|name the"),
          Pattern.compile("^(is|are|was|were|do|does|did|can|has|have)\\b"),
          Pattern.compile("(^|\\s)\\(?[ab]\\)"));

  public CueClassifier {
    if (!(sure >= 0.5 && sure <= 1))
      throw new IllegalArgumentException("sure = " + sure + ", must be in [0.5, 1]");
  }

  public static CueClassifier defaults() {
    return new CueClassifier(0.9);
  }

  @Override
  public Classified of(String query) {
    String text = query.strip().toLowerCase(Locale.ROOT);
    boolean open = OPEN.stream().anyMatch(cue -> cue.matcher(text).find());
    boolean closed = CLOSED.stream().anyMatch(cue -> cue.matcher(text).find());
    if (open == closed) return new Classified(Kind.OPEN, 0.5);
    return new Classified(open ? Kind.OPEN : Kind.CLOSED, sure);
  }

  private static Pattern words(String alternatives) {
    return Pattern.compile("\\b(" + alternatives + ")\\b");
  }
}
