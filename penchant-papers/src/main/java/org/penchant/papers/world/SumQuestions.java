package org.penchant.papers.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.penchant.align.reward.tool.Calculator;
import org.penchant.align.reward.tool.Tool;
import org.penchant.align.reward.tool.TraceText;

/**
 * Questions "sum 12*07+29" and "style 12*07+29" as text over a small vocabulary. An answer is a
 * number of three digits, "1 1 3 ", and a letter a to p, one of sixteen equally likely levels of
 * style. Wrong sums are off by 1 to 9; on questions of style both sums are right and the better
 * answer has the higher level.
 */
public final class SumQuestions {
  /** Ends a sequence. */
  public static final String END = "<end>";

  private static final int LEVELS = 16;
  private static final List<String> TOKENS = tokens();

  private SumQuestions() {}

  /**
   * A question with its answers.
   *
   * @param sum whether it asks for the sum; otherwise for style
   * @param values those of the chosen and the rejected answer
   * @param levels of style, a to p
   */
  public record Question(boolean sum, String expression, int[] values, int[] levels) {
    /** What is asked. */
    public String text() {
      return (sum ? "sum " : "style ") + expression;
    }

    /** An answer, the chosen first. */
    public String answer(int side) {
      return digits(values[side]) + (char) ('a' + levels[side]);
    }
  }

  /**
   * Draws questions.
   *
   * @param sums share that asks for sums
   */
  public static List<Question> draw(int n, double sums, RandomGenerator random) {
    var all = new ArrayList<Question>(n);
    while (all.size() < n) {
      int a = 2 + random.nextInt(28);
      int b = 2 + random.nextInt(28);
      int c = 2 + random.nextInt(28);
      boolean sum = random.nextDouble() < sums;
      int off = (1 + random.nextInt(9)) * (random.nextBoolean() ? 1 : -1);
      int first = random.nextInt(LEVELS);
      int second = random.nextInt(LEVELS);
      int value = a * b + c;
      if (!sum && first == second || value + off < 0) continue;
      boolean swap = !sum && second > first;
      all.add(
          new Question(
              sum,
              String.format(Locale.ROOT, "%02d*%02d+%02d", a, b, c),
              new int[] {value, sum ? value + off : value},
              swap ? new int[] {second, first} : new int[] {first, second}));
    }
    return all;
  }

  /** A number as answers and the tool write it: "1 1 3 ". */
  public static String digits(int value) {
    return value / 100 + " " + value / 10 % 10 + " " + value % 10 + " ";
  }

  /** The calculator, which writes numbers as answers do. */
  public static Tool tool() {
    return new Sums(new Calculator());
  }

  private record Sums(Calculator calculator) implements Tool {
    @Override
    public String name() {
      return "sums";
    }

    @Override
    public String takes() {
      return calculator.takes();
    }

    @Override
    public String run(String input) throws ToolException {
      int value;
      try {
        value = Integer.parseInt(calculator.run(input));
      } catch (ToolException | NumberFormatException noNumber) {
        throw new ToolException("busy");
      }
      if (value < 0 || value > 999) throw new ToolException("busy");
      return digits(value);
    }
  }

  /** Size of the vocabulary. */
  public static int vocabulary() {
    return TOKENS.size();
  }

  /** Tokens of a text, longest first. */
  public static int[] encode(String text) {
    var ids = new ArrayList<Integer>();
    int at = 0;
    while (at < text.length()) {
      int found = -1;
      for (int id = 0; id < TOKENS.size(); id++)
        if (text.startsWith(TOKENS.get(id), at)
            && (found < 0 || TOKENS.get(id).length() > TOKENS.get(found).length())) found = id;
      if (found < 0) throw new IllegalArgumentException("no token at '" + text.substring(at) + "'");
      ids.add(found);
      at += TOKENS.get(found).length();
    }
    return ids.stream().mapToInt(v -> v).toArray();
  }

  /** A token's text. */
  public static String token(int id) {
    return TOKENS.get(id);
  }

  /** A token's number. */
  public static int id(String token) {
    return TOKENS.indexOf(token);
  }

  private static List<String> tokens() {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (String mark :
        List.of(
            END,
            "Question: sum ",
            "Question: style ",
            "\nAnswer: ",
            "\n",
            "*",
            "+",
            "Thought: \n" + TraceText.TOOL + "sums\nAction Input: ",
            "\n" + TraceText.OBSERVATION,
            "tool failed: busy")) all.put(mark, all.size());
    for (int digit = 0; digit < 10; digit++) all.put(digit + " ", all.size());
    for (int number = 2; number < 30; number++)
      all.put(String.format(Locale.ROOT, "%02d", number), all.size());
    for (int level = 0; level < LEVELS; level++)
      all.put(String.valueOf((char) ('a' + level)), all.size());
    return all.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .toList();
  }
}
