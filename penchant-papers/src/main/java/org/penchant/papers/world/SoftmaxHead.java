package org.penchant.papers.world;

/**
 * Classes told from hidden units, q = softmax(U h + b), its parameters flat within a longer array:
 * U [classes hidden], then b [classes].
 *
 * @param from where they begin
 * @param classes C
 * @param hidden H
 */
public record SoftmaxHead(int from, int classes, int hidden) {
  /** Parameters there are. */
  public int size() {
    return classes * (hidden + 1);
  }

  /**
   * Adds the derivatives of -factor log q_answer.
   *
   * @param state hidden units, of which this row's begin at {@code at}
   * @param byState by hidden units, as {@code state}
   * @param gradient by parameters
   * @return log q_answer
   */
  public double add(
      double[] parameters,
      double[] state,
      int at,
      int answer,
      double factor,
      double[] byState,
      double[] gradient) {
    int bias = from + classes * hidden;
    double[] logits = new double[classes];
    for (int j = 0; j < classes; j++) {
      logits[j] = parameters[bias + j];
      for (int h = 0; h < hidden; h++)
        logits[j] += parameters[from + j * hidden + h] * state[at + h];
    }
    double[] logq = LogLinearWorld.normalised(logits, classes);
    for (int j = 0; j < classes; j++) {
      double by = factor * (Math.exp(logq[j]) - (j == answer ? 1 : 0));
      gradient[bias + j] += by;
      for (int h = 0; h < hidden; h++) {
        gradient[from + j * hidden + h] += by * state[at + h];
        byState[at + h] += by * parameters[from + j * hidden + h];
      }
    }
    return logq[answer];
  }
}
