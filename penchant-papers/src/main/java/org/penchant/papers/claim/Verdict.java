package org.penchant.papers.claim;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The judgement on a claim, by rule: not reproduced if a criterion of the claim or a control fails;
 * reproduced if all criteria hold; else, where only the claim's reach beyond its setting fails,
 * reproduced under the conditions those criteria state.
 *
 * @param condition of {@link Kind#CONDITIONAL}, else empty
 */
public record Verdict(Kind kind, String condition) {
  /** The three judgements. */
  public enum Kind {
    REPRODUCED("reproduced"),
    CONDITIONAL("reproduced only under a condition"),
    NOT_REPRODUCED("not reproduced");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public static Verdict of(List<Finding> findings) {
    if (findings.isEmpty()) throw new IllegalArgumentException("a verdict needs a criterion");
    var failed = findings.stream().filter(f -> !f.holds()).toList();
    if (failed.stream().anyMatch(f -> f.criterion().role() != Criterion.Role.BEYOND))
      return new Verdict(Kind.NOT_REPRODUCED, "");
    if (failed.isEmpty()) return new Verdict(Kind.REPRODUCED, "");
    return new Verdict(
        Kind.CONDITIONAL,
        failed.stream()
            .map(f -> f.criterion().condition())
            .distinct()
            .collect(Collectors.joining("; ")));
  }

  @Override
  public String toString() {
    return condition.isEmpty() ? kind.words() : kind.words() + ": " + condition;
  }
}
