package org.penchant.papers.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.penchant.align.reward.tool.Calculator;
import org.penchant.align.reward.tool.Limits;
import org.penchant.align.reward.tool.ToolBox;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.PairTraining;
import org.penchant.papers.world.TwoLayerNetwork;

/**
 * Questions a b + c, whose wrong answers are off by 1 to 9, mixed with questions of style, whose
 * better answer has the larger style number. A reward model of two tanh layers of 32 sees numbers
 * and digits; with a tool it also sees whether a calculator agrees: 1, -1, or 0 where it was not
 * called or failed. Whether to call is told by a logistic regression on demonstrations of which 3 %
 * are wrong (arXiv 2310.01045). Answers to questions of style are right. On the level of text it is
 * {@link WrittenSums}.
 *
 * @param train pairs
 * @param test pairs
 * @param steps of Adam
 * @param level what the reward model reads
 */
public record CheckedSums(int train, int test, int steps, Level level) implements Experiment {
  private static final int FEATURES = 10;
  private static final int HIDDEN = 32;
  private static final double ARITHMETIC = 0.6;
  private static final double MISTAKEN = 0.03;

  /** What the reward model reads. */
  public enum Level {
    /** Features and the tool's verdict. */
    NUMBERS,
    /** Traces that it writes itself. */
    TEXT
  }

  public static CheckedSums defaults() {
    return new CheckedSums(3000, 2000, 2500, Level.NUMBERS);
  }

  @Override
  public Experiment trial() {
    return level == Level.TEXT ? WrittenSums.defaults().trial() : new CheckedSums(30, 60, 3, level);
  }

  /** What a tool does. */
  private enum Calls {
    NONE,
    SOUND,
    FAILING,
    FAILING_FOR_BOTH,
    RANDOM
  }

  /** Features of answers, two rows a question, the chosen first, and what a calculator says. */
  private record Questions(double[] x, boolean[] arithmetic, double[] verdicts) {
    int size() {
      return arithmetic.length;
    }

    double[] row(int row) {
      return java.util.Arrays.copyOfRange(x, row * FEATURES, (row + 1) * FEATURES);
    }
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    if (level == Level.TEXT) {
      WrittenSums.defaults().run(seeds, figures);
      return;
    }
    var learned = draw(train, seeds.stream("train"));
    var fresh = draw(test, seeds.stream("test"));
    double[] caller = caller(learned, seeds.stream("demonstrations"));
    var arms = new LinkedHashMap<String, Calls>();
    arms.put("no tool", Calls.NONE);
    arms.put("tool", Calls.SOUND);
    arms.put("a fifth of calls fails", Calls.FAILING);
    arms.put("a fifth fails for both answers", Calls.FAILING_FOR_BOTH);
    arms.put("random verdicts", Calls.RANDOM);
    var right =
        arms.entrySet().parallelStream()
            .map(arm ->
                Map.entry(arm.getKey(), accuracy(arm.getValue(), learned, fresh, caller, seeds)))
            .toList();
    for (var arm : right) {
      figures.put(arm.getKey(), "all", arm.getValue()[0]);
      figures.put(arm.getKey(), "arithmetic", arm.getValue()[1]);
      figures.put(arm.getKey(), "style", arm.getValue()[2]);
    }
  }

  private static Questions draw(int n, RandomGenerator random) {
    var tools = ToolBox.of(List.of(new Calculator()), Limits.defaults());
    double[] x = new double[2 * n * FEATURES];
    var arithmetic = new boolean[n];
    double[] verdicts = new double[2 * n];
    for (int q = 0; q < n; q++) {
      int a = 2 + random.nextInt(28);
      int b = 2 + random.nextInt(28);
      int c = 2 + random.nextInt(28);
      arithmetic[q] = random.nextDouble() < ARITHMETIC;
      int off = (1 + random.nextInt(9)) * (random.nextBoolean() ? 1 : -1);
      double first = random.nextGaussian();
      double second = random.nextGaussian();
      boolean swap = !arithmetic[q] && second > first;
      for (int side = 0; side < 2; side++) {
        int answer = a * b + c + (arithmetic[q] && side == 1 ? off : 0);
        double style = (side == 0) != swap ? first : second;
        double[] row = {
          a / 30.0,
          b / 30.0,
          c / 30.0,
          answer / 900.0,
          digit(answer),
          digit(a),
          digit(b),
          digit(c),
          arithmetic[q] ? 1 : 0,
          style
        };
        System.arraycopy(row, 0, x, (2 * q + side) * FEATURES, FEATURES);
        var seen = tools.observe("calculator", a + "*" + b + "+" + c);
        verdicts[2 * q + side] = seen.text().equals(String.valueOf(answer)) ? 1 : -1;
      }
    }
    return new Questions(x, arithmetic, verdicts);
  }

  private static double digit(int number) {
    return Math.floorMod(number, 10) / 10.0;
  }

  /** Weights and bias of a logistic regression of "call" on the features of the chosen answer. */
  private double[] caller(Questions questions, RandomGenerator random) {
    int n = questions.size();
    var call = new boolean[n];
    for (int q = 0; q < n; q++)
      call[q] = questions.arithmetic()[q] != random.nextDouble() < MISTAKEN;
    return Descent.adam(
        new double[FEATURES + 1],
        0.05,
        Math.min(steps, 200),
        (w, _, gradient) -> {
          for (int q = 0; q < n; q++) {
            double[] row = questions.row(2 * q);
            double slope = (Logistic.sigmoid(logit(w, row)) - (call[q] ? 1 : 0)) / n;
            for (int j = 0; j < FEATURES; j++) gradient[j] += slope * row[j];
            gradient[FEATURES] += slope;
          }
        });
  }

  private static double logit(double[] w, double[] row) {
    double sum = w[FEATURES];
    for (int j = 0; j < FEATURES; j++) sum += w[j] * row[j];
    return sum;
  }

  /** Accuracies on all, arithmetic and style questions. */
  private double[] accuracy(
      Calls calls, Questions learned, Questions fresh, double[] caller, Seeds seeds) {
    int inputs = FEATURES + (calls == Calls.NONE ? 0 : 1);
    var net = new TwoLayerNetwork(inputs, HIDDEN, 1);
    double[] x = observed(calls, learned, caller, seeds.stream("train calls"));
    double[] parameters =
        new PairTraining(64, 0.004, steps, false)
            .fit(
                net,
                net.start(false, seeds.stream("start")),
                x,
                learned.size(),
                seeds.stream("batches"),
                (_, _) -> {});
    double[] scores =
        net.scores(parameters, observed(calls, fresh, caller, seeds.stream("test calls")));
    double[] right = new double[3];
    int[] count = new int[3];
    for (int q = 0; q < fresh.size(); q++) {
      int kind = fresh.arithmetic()[q] ? 1 : 2;
      double won = scores[2 * q] > scores[2 * q + 1] ? 1 : 0;
      for (int k : new int[] {0, kind}) {
        right[k] += won;
        count[k]++;
      }
    }
    for (int k = 0; k < 3; k++) right[k] /= count[k];
    return right;
  }

  private static double[] observed(
      Calls calls, Questions questions, double[] caller, RandomGenerator random) {
    if (calls == Calls.NONE) return questions.x();
    int n = 2 * questions.size();
    double[] x = new double[n * (FEATURES + 1)];
    boolean failed = false;
    for (int row = 0; row < n; row++) {
      double[] features = questions.row(row);
      double u = random.nextDouble();
      if (row % 2 == 0 || calls != Calls.FAILING_FOR_BOTH) failed = u < 0.2;
      boolean called = logit(caller, features) > 0;
      double verdict =
          switch (calls) {
            case NONE -> 0;
            case SOUND -> questions.verdicts()[row];
            case FAILING, FAILING_FOR_BOTH -> failed ? 0 : questions.verdicts()[row];
            case RANDOM -> u < 0.5 ? 1 : -1;
          };
      System.arraycopy(features, 0, x, row * (FEATURES + 1), FEATURES);
      x[row * (FEATURES + 1) + FEATURES] = called ? verdict : 0;
    }
    return x;
  }
}
