package org.penchant.align.curate.score;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A weight of each row from its score s: {@code utility}, {@code margin as sigmoid / 2}, {@code
 * log-probability(chosen, per-token) as exp}.
 *
 * <p>All forms but the plain one are scaled to mean 1, so that the learning rate keeps its meaning.
 *
 * @param scale the score's unit: s / scale is what the form sees
 */
public record Weighting(ExampleScore score, Form form, double scale) {
  private static final Pattern TEXT =
      Pattern.compile(
          "\\s*(" + ScoreText.SHAPE + ")(?:\\s+as\\s+([a-z]+))?(?:\\s*/\\s*([0-9.eE+-]+))?\\s*");

  /** How a weight comes of a score. */
  public enum Form {
    /** s itself, which must be at least 0. */
    PLAIN,
    /** e^s. */
    EXP,
    /** 1 / (1 + e^-s). */
    SIGMOID,
    /** The quantile of s in the dataset. */
    QUANTILE
  }

  public Weighting {
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("scale = " + scale + ", must be > 0");
  }

  /**
   * Reads a weighting.
   *
   * @throws IllegalArgumentException saying what is allowed
   */
  public static Weighting parse(String text) {
    var match = TEXT.matcher(text);
    if (!match.matches()) throw unknown(text);
    String scale = match.group(3);
    try {
      return new Weighting(
          ScoreText.parse(match.group(1)),
          form(match.group(2), text),
          scale == null ? 1 : Double.parseDouble(scale));
    } catch (NumberFormatException notANumber) {
      throw unknown(text);
    }
  }

  /**
   * The weights of all rows.
   *
   * @throws IllegalArgumentException if a plain weight is negative, or all weights are 0
   */
  public double[] of(double[] scores) {
    double[] weights = raw(scores);
    double total = Arrays.stream(weights).sum();
    double least = Arrays.stream(weights).min().orElse(0);
    if (least < 0)
      throw new IllegalArgumentException(
          "a weight of "
              + least
              + ", must be at least 0; "
              + score
              + " as exp, sigmoid or quantile");
    if (weights.length > 0 && !(total > 0)) throw new IllegalArgumentException("all weights are 0");
    if (form != Form.PLAIN)
      for (int i = 0; i < weights.length; i++) weights[i] *= weights.length / total;
    return weights;
  }

  private double[] raw(double[] scores) {
    double most = Arrays.stream(scores).max().orElse(0);
    return switch (form) {
      case PLAIN -> Arrays.stream(scores).map(s -> s / scale).toArray();
      // Less the greatest: a factor that the mean takes out again.
      case EXP -> Arrays.stream(scores).map(s -> Math.exp((s - most) / scale)).toArray();
      case SIGMOID -> Arrays.stream(scores).map(s -> 1 / (1 + Math.exp(-s / scale))).toArray();
      case QUANTILE -> scores.length == 0 ? scores : Filter.quantiles(scores);
    };
  }

  @Override
  public String toString() {
    return score
        + (form == Form.PLAIN ? "" : " as " + form.name().toLowerCase(Locale.ROOT))
        + (scale == 1 ? "" : " / " + scale);
  }

  private static Form form(@org.jspecify.annotations.Nullable String name, String text) {
    if (name == null) return Form.PLAIN;
    for (var form : Form.values())
      if (form.name().toLowerCase(Locale.ROOT).equals(name)) return form;
    throw unknown(text);
  }

  private static IllegalArgumentException unknown(String text) {
    String forms =
        Arrays.stream(Form.values())
            .map(f -> f.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("|"));
    return new IllegalArgumentException(
        "'" + text + "' must be SCORE [as " + forms + "] [/ SCALE]; a score is " + ScoreText.NAMES);
  }
}
