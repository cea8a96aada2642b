package org.penchant.eval.bench.rag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.penchant.core.preference.Content;
import org.penchant.core.random.Seeds;
import org.penchant.eval.bench.BenchFormat;
import org.penchant.eval.bench.BenchItem.Pair;
import org.penchant.eval.bench.Benchmark;

/**
 * Pairs of answers about toy facts "entity attribute is value", with noise documents about other
 * entities than those asked for; where nothing is known the chosen answer declines.
 *
 * @param pairs of each scenario
 */
public record RagCorpus(int pairs) {
  /** What a declining answer says. */
  public static final String REFUSAL = "cannot be answered from the documents";

  private static final int ENTITIES = 60;
  private static final int VALUES = 200;
  private static final List<String> ATTRIBUTES = List.of("city", "year", "team", "boss");
  private static final String FILLER = " indeed surely";

  public RagCorpus {
    if (pairs < 1) throw new IllegalArgumentException("pairs = " + pairs + ", must be positive");
  }

  /** 150 of each scenario. */
  public static RagCorpus defaults() {
    return new RagCorpus(150);
  }

  /** All scenarios, in order. */
  public List<Pair> draw(Seeds seeds) {
    var all = new ArrayList<Pair>();
    for (var scenario : Scenario.values()) {
      String name = scenario.name().toLowerCase(Locale.ROOT);
      var random = seeds.stream(name);
      for (int i = 0; i < pairs; i++) {
        var made = new Maker(random).make(scenario);
        all.add(
            new Pair(
                name + " " + i,
                name,
                name,
                made.prompt().content(),
                Content.of("Question: " + made.prompt().question()),
                made.prompt().documents(),
                Content.of(made.chosen()),
                Content.of(made.rejected()),
                "",
                ""));
      }
    }
    return all;
  }

  /** All scenarios as a benchmark. */
  public Benchmark benchmark(Seeds seeds) {
    return new Benchmark(BenchFormat.PAIRS, List.copyOf(draw(seeds)));
  }

  private record Made(RagPrompt prompt, String chosen, String rejected) {}

  /** One pair. */
  private record Maker(RandomGenerator random) {
    Made make(Scenario scenario) {
      String e = entity();
      String a = ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size()));
      String v = value();
      String other = value(v);
      String fact = e + " " + a + " is " + v;
      String asked = "what is the " + a + " of " + e;
      return switch (scenario) {
        case HOP -> hop(e, ATTRIBUTES.get(random.nextInt(3)), v, other);
        case CITE -> {
          String claim = a + " of " + e + " is " + v;
          yield new Made(
              new RagPrompt(noisy(3, List.of(e), fact), asked),
              claim + " [1]",
              claim + " [" + (2 + random.nextInt(3)) + "]" + filler());
        }
        case ABSTAIN ->
            new Made(
                new RagPrompt(noisy(3, List.of(e)), asked),
                REFUSAL,
                a + " of " + e + " is " + v + " [1]");
        case CONFLICT ->
            new Made(
                new RagPrompt(
                    noisy(1, List.of(e), fact, fact, e + " " + a + " is " + other), asked),
                a + " of " + e + " is " + v + " [1] [2] though [3] differs",
                a + " of " + e + " is " + other + " [3] and nothing else is reported");
      };
    }

    private Made hop(String e, String a, String v, String wrong) {
      String boss = entity(e);
      String first = "boss of " + e + " is " + boss + " [1] and " + a + " of " + boss + " is ";
      return new Made(
          new RagPrompt(
              noisy(3, List.of(e, boss), e + " boss is " + boss, boss + " " + a + " is " + v),
              "what is the " + a + " of the boss of " + e),
          first + v + " [2]",
          first + wrong + " [2]" + filler());
    }

    private List<String> noisy(int noise, List<String> asked, String... facts) {
      var documents = new ArrayList<>(Arrays.asList(facts));
      for (int i = 0; i < noise; i++) {
        String a = ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size()));
        documents.add(entity(asked.toArray(String[]::new)) + " " + a + " is " + value());
      }
      return documents;
    }

    private String filler() {
      return random.nextBoolean() ? FILLER : "";
    }

    private String entity(String... others) {
      while (true) {
        String e = "e" + (1 + random.nextInt(ENTITIES));
        if (!Arrays.asList(others).contains(e)) return e;
      }
    }

    private String value(String... others) {
      while (true) {
        String v = "v" + (1 + random.nextInt(VALUES));
        if (!Arrays.asList(others).contains(v)) return v;
      }
    }
  }
}
