package org.penchant.app.reward.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which section a subset belongs to; a subset of none is its own.
 *
 * @param of section by subset
 */
public record Sections(Map<String, String> of) {
  public Sections {
    of = Map.copyOf(of);
  }

  /** Every subset by itself. */
  public static Sections none() {
    return new Sections(Map.of());
  }

  /**
   * Those of RewardBench: Chat, Chat Hard, Safety and Reasoning. Lambert and others, "RewardBench:
   * Evaluating reward models for language modeling" (2024).
   */
  public static Sections rewardBench() {
    var of = new HashMap<String, String>();
    put(
        of,
        "Chat",
        "alpacaeval-easy",
        "alpacaeval-length",
        "alpacaeval-hard",
        "mt-bench-easy",
        "mt-bench-med");
    put(
        of,
        "Chat Hard",
        "mt-bench-hard",
        "llmbar-natural",
        "llmbar-adver-neighbor",
        "llmbar-adver-GPTInst",
        "llmbar-adver-GPTOut",
        "llmbar-adver-manual");
    put(
        of,
        "Safety",
        "refusals-dangerous",
        "refusals-offensive",
        "xstest-should-refuse",
        "xstest-should-respond",
        "donotanswer");
    put(
        of,
        "Reasoning",
        "math-prm",
        "hep-cpp",
        "hep-go",
        "hep-java",
        "hep-js",
        "hep-python",
        "hep-rust");
    return new Sections(of);
  }

  /** The section of a subset. */
  public String section(String subset) {
    return of.getOrDefault(subset, subset);
  }

  private static void put(Map<String, String> of, String section, String... subsets) {
    Arrays.stream(subsets).forEach(subset -> of.put(subset, section));
  }
}
