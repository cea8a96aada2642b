package org.penchant.rank.game;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.VoteTable;

/**
 * How much models are preferred to each other on prompts: s[p][i][j] in [-1, 1], s[p][j][i] =
 * -s[p][i][j].
 *
 * @param prompts names
 * @param models names
 * @param s prompts x models x models
 * @param notes what was assumed: preferences imputed, or made antisymmetric
 */
public record PreferenceTensor(
    List<String> prompts, List<String> models, double[][][] s, List<String> notes) {
  private static final double ROUNDING = 1e-12;

  public PreferenceTensor {
    prompts = List.copyOf(prompts);
    models = List.copyOf(models);
    notes = List.copyOf(notes);
    if (prompts.isEmpty() || models.isEmpty())
      throw new IllegalArgumentException("needs a prompt and a model");
    if (s.length != prompts.size())
      throw new IllegalArgumentException(s.length + " slices for " + prompts.size() + " prompts");
    for (var slice : s) check(slice, models.size());
  }

  private static void check(double[][] slice, int n) {
    if (slice.length != n) throw new IllegalArgumentException(slice.length + " rows, not " + n);
    for (int i = 0; i < n; i++) {
      if (slice[i].length != n)
        throw new IllegalArgumentException(slice[i].length + " columns, not " + n);
      for (int j = 0; j <= i; j++)
        if (!(Math.abs(slice[i][j]) <= 1) || Math.abs(slice[i][j] + slice[j][i]) > ROUNDING)
          throw new IllegalArgumentException(
              "s = " + slice[i][j] + " and " + slice[j][i] + ", must be opposite and in [-1, 1]");
    }
  }

  /** Preferences without names. */
  public static PreferenceTensor of(double[][][] s) {
    return new PreferenceTensor(
        names("prompt", s.length), names("model", s[0].length), s, List.of());
  }

  /** (s - its transpose) / 2 on every prompt; says by how much that changed the preferences. */
  public static PreferenceTensor symmetrised(
      List<String> prompts, List<String> models, double[][][] s) {
    double most = 0;
    var clean = new double[s.length][models.size()][models.size()];
    for (int p = 0; p < s.length; p++)
      for (int i = 0; i < models.size(); i++)
        for (int j = 0; j < models.size(); j++) {
          clean[p][i][j] = (s[p][i][j] - s[p][j][i]) / 2;
          most = Math.max(most, Math.abs(clean[p][i][j] - s[p][i][j]));
        }
    var notes =
        most > ROUNDING
            ? List.of(
                "preferences were not antisymmetric and were made so, by changes up to "
                    + shown(most))
            : List.<String>of();
    return new PreferenceTensor(prompts, models, clean, notes);
  }

  /**
   * The weighted mean of 2 outcome - 1 of the votes on each prompt, their group; 0 for pairs
   * without votes on a prompt, whose share is said.
   *
   * @throws ProblemsException if a vote has no group
   */
  public static PreferenceTensor ofVotes(VoteTable votes) {
    for (int row = 0; row < votes.rows(); row++)
      if (votes.group(row) < 0)
        throw ProblemsException.of(
            ExitCode.BAD_DATA,
            "distinct vote " + (row + 1),
            "no group",
            "a game of prompts needs the prompt of every vote",
            "name the prompts in the votes' group");
    int n = votes.items().size();
    var sum = new double[votes.groups().size()][n][n];
    var mass = new double[votes.groups().size()][n][n];
    for (int row = 0; row < votes.rows(); row++) {
      int p = votes.group(row);
      add(
          sum[p],
          mass[p],
          votes.first(row),
          votes.second(row),
          votes.mass(row),
          votes.outcome(row));
    }
    long known = 0;
    for (int p = 0; p < sum.length; p++)
      for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
          if (mass[p][i][j] > 0) {
            known++;
            sum[p][i][j] /= mass[p][i][j];
          }
    double coverage = known / ((double) sum.length * n * (n - 1));
    var notes =
        coverage < 1
            ? List.of(
                "votes cover " + shown(100 * coverage) + " % of the pairs on prompts, others are 0")
            : List.<String>of();
    return new PreferenceTensor(votes.groups(), votes.items(), sum, notes);
  }

  private static void add(
      double[][] sum, double[][] mass, int i, int j, double weight, double outcome) {
    sum[i][j] += weight * (2 * outcome - 1);
    sum[j][i] -= weight * (2 * outcome - 1);
    mass[i][j] += weight;
    mass[j][i] += weight;
  }

  /** The tensor with further copies of a prompt behind the others. */
  public PreferenceTensor withPromptCopies(int prompt, int copies) {
    int[] take =
        IntStream.range(0, prompts.size() + copies)
            .map(p -> p < prompts.size() ? p : prompt)
            .toArray();
    return new PreferenceTensor(copied(prompts, take), models, picked(s, take), notes);
  }

  /** The tensor with one more copy of a model behind the others; the two tie. */
  public PreferenceTensor withModelCopy(int model) {
    int[] take =
        IntStream.rangeClosed(0, models.size()).map(i -> i < models.size() ? i : model).toArray();
    var more =
        Arrays.stream(s)
            .map(slice ->
                Arrays.stream(take)
                    .mapToObj(i -> Arrays.stream(take).mapToDouble(j -> slice[i][j]).toArray())
                    .toArray(double[][]::new))
            .toArray(double[][][]::new);
    return new PreferenceTensor(prompts, copied(models, take), more, notes);
  }

  private static double[][][] picked(double[][][] s, int[] take) {
    return Arrays.stream(take).mapToObj(p -> s[p]).toArray(double[][][]::new);
  }

  private static List<String> copied(List<String> names, int[] take) {
    return IntStream.range(0, take.length)
        .mapToObj(k ->
            k < names.size()
                ? names.get(k)
                : names.get(take[k]) + ", copy " + (k - names.size() + 1))
        .toList();
  }

  private static List<String> names(String word, int n) {
    return IntStream.range(0, n).mapToObj(i -> word + " " + i).toList();
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
