package org.penchant.align.curate.score;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.penchant.align.curate.score.Evidence.Kind;
import org.penchant.align.diagnose.Similarity;

/**
 * Scores as text: a name, and values in brackets where it takes some.
 *
 * <ul>
 *   <li>{@code margin}: the column margin, or chosen_rating - rejected_rating
 *   <li>{@code implicit-margin(0.1)}: of implicit rewards, with beta
 *   <li>{@code difficulty}: log ref(y_l) - log ref(y_w)
 *   <li>{@code likelihood-margin}: log pi(y_w) - log pi(y_l)
 *   <li>{@code ches}, {@code ln-ches}, {@code last-state}, {@code cosine}, {@code edit}, {@code
 *       shortness}: {@link Similarity}
 *   <li>{@code log-probability(chosen|rejected, reference, per-token)}: the last two as wanted
 *   <li>{@code length(chosen|rejected|gap|ratio)}
 *   <li>{@code utility}, {@code column(NAME)}: a numeric column; utility is column(utility)
 *   <li>{@code random(SEED)}: for a selection to be compared with
 * </ul>
 */
public final class ScoreText {
  static final String NAMES =
      "margin, implicit-margin(BETA), difficulty, likelihood-margin, ches, ln-ches, last-state,"
          + " cosine, edit,"
          + " shortness, log-probability(chosen|rejected[, reference][, per-token]),"
          + " length(chosen|rejected|gap|ratio), utility, column(NAME) or random(SEED)";

  /** A score's text, for patterns that hold one; without groups. */
  static final String SHAPE = "[a-z][a-z-]*(?:\\([^()]*\\))?";

  private static final Pattern SCORE = Pattern.compile("([a-z][a-z-]*)(?:\\(([^()]*)\\))?");
  private static final double DEFAULT_BETA = 0.1;

  private ScoreText() {}

  /**
   * Reads a score.
   *
   * @throws IllegalArgumentException saying what is allowed
   */
  public static ExampleScore parse(String text) {
    var match = SCORE.matcher(text.strip());
    if (!match.matches()) throw unknown(text);
    String inside = match.group(2);
    var values =
        inside == null
            ? List.<String>of()
            : Arrays.stream(inside.split(",", -1)).map(String::strip).toList();
    try {
      return of(match.group(1), values, text);
    } catch (NumberFormatException notANumber) {
      throw unknown(text);
    }
  }

  private static ExampleScore of(String name, List<String> values, String text) {
    return switch (name) {
      case "margin" -> none(values, text, new ExampleScore.Margin());
      case "difficulty" -> none(values, text, new ExampleScore.Difficulty());
      case "likelihood-margin" -> none(values, text, new ExampleScore.LikelihoodMargin());
      case "ches", "ln-ches", "last-state", "cosine", "edit", "shortness" ->
          none(
              values,
              text,
              new ExampleScore.Alike(
                  Similarity.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT))));
      case "utility" -> none(values, text, new ExampleScore.Column("utility"));
      case "column" -> new ExampleScore.Column(one(values, text));
      case "implicit-margin" ->
          new ExampleScore.ImplicitMargin(
              values.isEmpty() ? DEFAULT_BETA : Double.parseDouble(one(values, text)));
      case "random" ->
          new ExampleScore.Random(values.isEmpty() ? 0 : Long.parseLong(one(values, text)));
      case "length" -> length(one(values, text), text);
      case "log-probability" -> logProbability(values, text);
      default -> throw unknown(text);
    };
  }

  private static ExampleScore length(String of, String text) {
    for (var kind : ExampleScore.Length.Of.values())
      if (kind.name().toLowerCase(Locale.ROOT).equals(of)) return new ExampleScore.Length(kind);
    throw unknown(text);
  }

  private static ExampleScore logProbability(List<String> values, String text) {
    if (values.isEmpty()) throw unknown(text);
    int response = List.of("chosen", "rejected").indexOf(values.getFirst());
    var more = values.subList(1, values.size());
    if (response < 0
        || !List.of("reference", "per-token").containsAll(more)
        || more.stream().distinct().count() != more.size()) throw unknown(text);
    return new ExampleScore.LogProbability(
        response,
        more.contains("reference") ? Kind.REFERENCE : Kind.POLICY,
        more.contains("per-token"));
  }

  private static ExampleScore none(List<String> values, String text, ExampleScore score) {
    if (!values.isEmpty()) throw unknown(text);
    return score;
  }

  private static String one(List<String> values, String text) {
    if (values.size() != 1 || values.getFirst().isEmpty()) throw unknown(text);
    return values.getFirst();
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException("'" + text + "' is no score; a score is " + NAMES);
  }
}
