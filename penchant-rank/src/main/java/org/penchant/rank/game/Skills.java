package org.penchant.rank.game;

import java.util.Arrays;

/**
 * Models with known skills on prompts that ask for them: s[p][i][j] = tanh(steepness (skill_i -
 * skill_j) . prompt_p).
 *
 * @param models one row of skills each
 * @param prompts one row each, how much of every skill it asks for
 */
public record Skills(double[][] models, double[][] prompts, double steepness) {
  public static Skills of(double[][] models, double[][] prompts) {
    return new Skills(models, prompts, 3);
  }

  public Skills withModels(double[][] others) {
    return new Skills(others, prompts, steepness);
  }

  public Skills withPrompts(double[][] others) {
    return new Skills(models, others, steepness);
  }

  public PreferenceTensor tensor() {
    int n = models.length;
    var s = new double[prompts.length][n][n];
    for (int p = 0; p < s.length; p++) {
      var prompt = prompts[p];
      double[] fit = Arrays.stream(models).mapToDouble(m -> Vectors.dot(m, prompt)).toArray();
      for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) s[p][i][j] = Math.tanh(steepness * (fit[i] - fit[j]));
    }
    return PreferenceTensor.of(s);
  }
}
