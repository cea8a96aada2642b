package org.penchant.eval.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.random.Seeds;

/**
 * A small benchmark of each format, made in code of sums, differences and products with right and
 * wrong results: to see a scorer and a report work, not to rank models. Half of the wrong answers
 * are padded, so that length says nothing.
 *
 * @param items of it, at least 1
 */
public record Sums(int items) {
  private static final List<String> GROUPS = List.of("sum", "difference", "product");
  private static final String PADDING = " I hope that this helps.";

  public Sums {
    if (items < 1) throw new IllegalArgumentException("items = " + items + ", must be positive");
  }

  /** 90 items. */
  public static Sums defaults() {
    return new Sums(90);
  }

  /** The benchmark of a format. */
  public Benchmark benchmark(BenchFormat format, Seeds seeds) {
    var random = seeds.stream("sums");
    var all = new ArrayList<BenchItem>();
    for (int i = 0; i < items; i++) all.add(item(format, i, random));
    return new Benchmark(format, all);
  }

  /** A sum with its result, and the answers to it. */
  private record Task(String group, String text, int result) {
    static Task draw(RandomGenerator random) {
      int a = 10 + random.nextInt(40);
      int b = 2 + random.nextInt(8);
      String group = GROUPS.get(random.nextInt(GROUPS.size()));
      return switch (group) {
        case "sum" -> new Task(group, a + " + " + b, a + b);
        case "difference" -> new Task(group, a + " - " + b, a - b);
        default -> new Task(group, a + " * " + b, a * b);
      };
    }

    Content prompt() {
      return Content.of("What is " + text + "?");
    }

    Content plain(int value) {
      return Content.of(text + " is " + value + ".");
    }

    /** Concise, detailed as text, detailed in Markdown. */
    List<Content> styles(int value) {
      return List.of(
          plain(value),
          Content.of(
              "To find " + text + ", take the numbers one by one. " + text + " is " + value + "."),
          Content.of("## Result\n\n- Task: " + text + "\n- Answer: **" + value + "**\n"));
    }
  }

  private static BenchItem item(BenchFormat format, int i, RandomGenerator random) {
    var task = Task.draw(random);
    String id = task.group() + " " + i;
    int wrong = task.result() + 1 + random.nextInt(9);
    var right = padded(task.plain(task.result()), random);
    var other = padded(task.plain(wrong), random);
    boolean turned = random.nextBoolean();
    var first = turned ? other : right;
    var second = turned ? right : other;
    return switch (format) {
      case PAIRS, JUDGED ->
          BenchItem.Pair.of(
              id,
              task.group(),
              wrong - task.result() > 4 ? "far" : "near",
              task.prompt(),
              right,
              other);
      case STYLES ->
          new BenchItem.Styles(
              id, task.group(), task.prompt(), task.styles(task.result()), task.styles(wrong));
      case VOTES -> {
        int votes = 0;
        for (int v = 0; v < 5; v++) if (random.nextDouble() < 0.8) votes++;
        yield new BenchItem.Votes(
            id,
            task.group(),
            task.prompt(),
            first,
            second,
            turned ? 5 - votes : votes,
            turned ? votes : 5 - votes);
      }
      case TIES -> {
        boolean tie = random.nextInt(3) == 0;
        yield new BenchItem.Tied(
            id,
            task.group(),
            task.prompt(),
            tie ? task.plain(task.result()) : first,
            tie ? padded(task.plain(task.result()), random) : second,
            tie ? Outcome.TIE : turned ? Outcome.SECOND : Outcome.FIRST);
      }
    };
  }

  private static Content padded(Content answer, RandomGenerator random) {
    return random.nextBoolean() ? Content.of(answer.plain() + PADDING) : answer;
  }
}
