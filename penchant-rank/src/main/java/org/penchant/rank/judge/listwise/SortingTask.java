package org.penchant.rank.judge.listwise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.penchant.core.random.Seeds;

/** Texts whose true order is known, to measure judges of lists (arXiv 2310.07712). */
public sealed interface SortingTask {
  /**
   * Texts in an order drawn at random, with the truth.
   *
   * @param order numbers of the texts, first in the true order first
   */
  record Drawn(String request, List<String> texts, List<Integer> order) {}

  /** Draws a task. */
  Drawn draw(RandomGenerator random);

  /**
   * Sums and products of small numbers, by value, least first; no two are equal.
   *
   * @param size how many, in [2, 50]
   */
  record Arithmetic(int size) implements SortingTask {
    public Arithmetic {
      check(size);
    }

    public static Arithmetic defaults() {
      return new Arithmetic(10);
    }

    @Override
    public Drawn draw(RandomGenerator random) {
      var byValue = new TreeMap<Integer, String>();
      while (byValue.size() < size) {
        int a = random.nextInt(2, 30);
        int b = random.nextInt(2, 10);
        int c = random.nextInt(2, 10);
        boolean plus = random.nextBoolean();
        byValue.putIfAbsent(
            plus ? a + b * c : a * b - c,
            plus ? a + " + " + b + " * " + c : a + " * " + b + " - " + c);
      }
      return shuffled(
          "Sort the expressions by value, least first.", List.copyOf(byValue.values()), random);
    }
  }

  /**
   * Made-up words, alphabetically.
   *
   * @param size how many, in [2, 50]
   */
  record Words(int size) implements SortingTask {
    public Words {
      check(size);
    }

    public static Words defaults() {
      return new Words(10);
    }

    @Override
    public Drawn draw(RandomGenerator random) {
      var words = new TreeSet<String>();
      while (words.size() < size) {
        var word = new StringBuilder();
        for (int s = random.nextInt(2, 4); s > 0; s--)
          word.append("bdfgklmnprstvz".charAt(random.nextInt(14)))
              .append("aeiou".charAt(random.nextInt(5)));
        words.add(word.toString());
      }
      return shuffled("Sort the words alphabetically.", List.copyOf(words), random);
    }
  }

  /**
   * The sentences of a calculation, as they follow from each other.
   *
   * @param size how many, in [2, 50]
   */
  record Sentences(int size) implements SortingTask {
    private static final List<String> VERBS = List.of("buys", "gets", "makes", "finds");

    public Sentences {
      check(size);
    }

    public static Sentences defaults() {
      return new Sentences(10);
    }

    @Override
    public Drawn draw(RandomGenerator random) {
      var sentences = new ArrayList<String>();
      int count = random.nextInt(10, 30);
      sentences.add("A shop opens with " + count + " lamps.");
      while (sentences.size() < size - 1) {
        int more = random.nextInt(1, 9);
        // The count only grows, so that no sentence can stand twice.
        sentences.add(
            "It then "
                + VERBS.get(random.nextInt(VERBS.size()))
                + " "
                + more
                + ", and "
                + count
                + " lamps become "
                + (count + more)
                + ".");
        count += more;
      }
      sentences.add("How many lamps does it close with?");
      return shuffled("Put the sentences of the problem in order.", sentences, random);
    }
  }

  private static void check(int size) {
    if (size < 2 || size > 50)
      throw new IllegalArgumentException("size = " + size + ", must be in [2, 50]");
  }

  private static Drawn shuffled(String request, List<String> sorted, RandomGenerator random) {
    int[] from = Seeds.permutation(sorted.size(), random);
    var order = new ArrayList<>(java.util.stream.IntStream.range(0, from.length).boxed().toList());
    order.sort(Comparator.comparingInt(k -> from[k]));
    return new Drawn(
        request,
        Arrays.stream(from).mapToObj(sorted::get).toList(),
        Collections.unmodifiableList(order));
  }
}
