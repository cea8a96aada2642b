package org.penchant.align.lm;

import java.util.List;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/**
 * How the next token is chosen from logits, in this order: repetition penalty, temperature, top-k,
 * top-p, min-p; each filter renormalises what is left.
 *
 * @param temperature divides the logits; 0 takes the largest (greedy)
 * @param topK keeps the k likeliest; 0 keeps all
 * @param topP keeps the likeliest until they hold this much probability; 1 keeps all
 * @param minP keeps what has at least this share of the likeliest's probability; 0 keeps all
 * @param repetitionPenalty divides positive and multiplies negative logits of tokens already in
 *     prompt or response; 1 for none (Keskar et al. 2019, section 4.1)
 * @param maxNewTokens tokens a response may have
 * @param stops texts that end a response and are cut from it
 * @param overflow what to do when prompt and response may exceed the model's context
 */
public record Sampling(
    double temperature,
    int topK,
    double topP,
    double minP,
    double repetitionPenalty,
    int maxNewTokens,
    List<String> stops,
    Overflow overflow) {

  /** What to do when prompt and response may exceed the model's context. */
  public enum Overflow {
    /** Generation ends there, and says so. */
    STOP,
    /** An error before anything is generated. */
    REFUSE
  }

  /**
   * Checks all settings.
   *
   * @throws ProblemsException naming every setting out of its range
   */
  public Sampling {
    stops = List.copyOf(stops);
    var problems = new Problems();
    check(
        problems, temperature >= 0 && temperature < 1e6, "temperature", temperature, "in [0, 1e6)");
    check(problems, topK >= 0, "top-k", topK, "0 or more");
    check(problems, topP > 0 && topP <= 1, "top-p", topP, "in (0, 1]");
    check(problems, minP >= 0 && minP <= 1, "min-p", minP, "in [0, 1]");
    check(
        problems,
        repetitionPenalty > 0 && repetitionPenalty < 1e6,
        "repetition-penalty",
        repetitionPenalty,
        "in (0, 1e6)");
    check(problems, maxNewTokens > 0, "max-new-tokens", maxNewTokens, "1 or more");
    check(problems, !stops.contains(""), "stop", "", "not empty");
    problems.throwIfErrors(ExitCode.USAGE);
  }

  private static void check(
      Problems problems, boolean holds, String name, Object value, String range) {
    if (!holds) problems.error(name, value, "must be " + range, "give another value");
  }

  /** Plain sampling at temperature 1, at most 128 tokens. */
  public static Sampling defaults() {
    return new Sampling(1, 0, 1, 0, 1, 128, List.of(), Overflow.STOP);
  }

  public static Sampling greedy() {
    return defaults().withTemperature(0);
  }

  public Sampling withTemperature(double value) {
    return new Sampling(value, topK, topP, minP, repetitionPenalty, maxNewTokens, stops, overflow);
  }

  public Sampling withTopK(int value) {
    return new Sampling(
        temperature, value, topP, minP, repetitionPenalty, maxNewTokens, stops, overflow);
  }

  public Sampling withTopP(double value) {
    return new Sampling(
        temperature, topK, value, minP, repetitionPenalty, maxNewTokens, stops, overflow);
  }

  public Sampling withMinP(double value) {
    return new Sampling(
        temperature, topK, topP, value, repetitionPenalty, maxNewTokens, stops, overflow);
  }

  public Sampling withRepetitionPenalty(double value) {
    return new Sampling(temperature, topK, topP, minP, value, maxNewTokens, stops, overflow);
  }

  public Sampling withMaxNewTokens(int value) {
    return new Sampling(temperature, topK, topP, minP, repetitionPenalty, value, stops, overflow);
  }

  public Sampling withStops(List<String> value) {
    return new Sampling(
        temperature, topK, topP, minP, repetitionPenalty, maxNewTokens, value, overflow);
  }

  public Sampling withOverflow(Overflow value) {
    return new Sampling(
        temperature, topK, topP, minP, repetitionPenalty, maxNewTokens, stops, value);
  }
}
