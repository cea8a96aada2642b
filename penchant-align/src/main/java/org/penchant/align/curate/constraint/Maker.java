package org.penchant.align.curate.constraint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.penchant.align.curate.constraint.Constraint.Bullets;
import org.penchant.align.curate.constraint.Constraint.Characters;
import org.penchant.align.curate.constraint.Constraint.EndsWith;
import org.penchant.align.curate.constraint.Constraint.JsonOnly;
import org.penchant.align.curate.constraint.Constraint.Keyword;
import org.penchant.align.curate.constraint.Constraint.MaxWords;
import org.penchant.align.curate.constraint.Constraint.MinWords;
import org.penchant.align.curate.constraint.Constraint.StartsWith;

/**
 * Makes constraints that a given response does, or does not, satisfy: the instruction generators of
 * arXiv 2505.12845. No more than one word of a response is ever quoted, and that only of responses
 * of at least {@value #LEAST_WORDS} words.
 */
public enum Maker {
  MAX_WORDS,
  MIN_WORDS,
  KEYWORD,
  FORBIDDEN_WORD,
  START,
  END,
  COMMA,
  DIGIT,
  QUESTION,
  CAPITALS,
  BULLETS,
  JSON;

  private static final int LEAST_WORDS = 4;

  /** Words to ask for or to forbid that a response happens not to have. */
  private static final List<String> OTHERS =
      List.of("lantern", "copper", "harbour", "meadow", "thunder", "velvet", "orchard", "compass");

  /**
   * A constraint that {@code response} satisfies if {@code holds}, and violates if not; nothing
   * where this kind of constraint cannot be made of it.
   */
  public Optional<Constraint> make(String response, boolean holds, RandomGenerator random) {
    if (response.isBlank()) return Optional.empty();
    return Optional.ofNullable(proposal(response, holds, random))
        .filter(made -> made.satisfiedBy(response) == holds);
  }

  private @Nullable Constraint proposal(String y, boolean holds, RandomGenerator random) {
    int n = (int) Math.min(Checker.words(y), 1 << 20);
    return switch (this) {
      case MAX_WORDS -> new MaxWords(holds ? n + 1 + random.nextInt(n) : n / 2);
      case MIN_WORDS -> new MinWords(holds ? (n + 1) / 2 : n + 1 + random.nextInt(n));
      case KEYWORD -> keyword(y, holds, holds, random);
      case FORBIDDEN_WORD -> keyword(y, !holds, holds, random);
      case START -> word(y, holds, 0, random).map(w -> new StartsWith(w, true)).orElse(null);
      case END -> word(y, holds, -1, random).map(w -> new EndsWith(w, true)).orElse(null);
      case COMMA -> characters(y, Characters.Kind.COMMA, holds);
      case DIGIT -> characters(y, Characters.Kind.DIGIT, holds);
      case QUESTION -> characters(y, Characters.Kind.QUESTION_MARK, holds);
      case CAPITALS -> characters(y, Characters.Kind.CAPITALS_ONLY, holds);
      case BULLETS -> bullets((int) Checker.bullets(y), holds);
      case JSON -> new JsonOnly(Checker.isJson(y) == holds);
    };
  }

  private static Constraint characters(String y, Characters.Kind kind, boolean holds) {
    return new Characters(kind, Checker.has(y, kind) == holds);
  }

  private static Constraint bullets(int count, boolean holds) {
    return new Bullets(holds ? Math.max(1, count) : count + 1, !holds || count > 0);
  }

  /** A keyword that the response has or has not, asked for if {@code holds} and it has it. */
  private static @Nullable Constraint keyword(
      String y, boolean present, boolean holds, RandomGenerator random) {
    boolean wanted = present == holds;
    return word(y, present, random.nextInt(1 << 16), random)
        .map(w -> new Keyword(w, wanted))
        .orElse(null);
  }

  /** A word of the response at a place (modulo its words; -1 the last), or one it does not have. */
  private static Optional<String> word(
      String y, boolean present, int place, RandomGenerator random) {
    if (!present) {
      var absent = OTHERS.stream().filter(w -> !Checker.contains(y, w)).toList();
      return absent.isEmpty()
          ? Optional.empty()
          : Optional.of(absent.get(random.nextInt(absent.size())));
    }
    String[] words = y.strip().split("\\s+");
    if (words.length < LEAST_WORDS) return Optional.empty();
    if (place <= 0) return Optional.of(words[place < 0 ? words.length - 1 : 0]);
    var plain = Arrays.stream(words).filter(w -> w.matches("\\p{L}{3,}")).toList();
    return plain.isEmpty() ? Optional.empty() : Optional.of(plain.get(place % plain.size()));
  }
}
