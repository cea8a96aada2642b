package org.penchant.align.objective;

/** Labels psi of the candidates of a list. */
public final class Labels {
  private static final double[] PAIR = {1, 0};

  private Labels() {}

  /** The labels a list loss sees: those given, or 1 and 0 of a pair without any. */
  public static double[] of(double[] given, int responses) {
    if (given.length > 0) return given;
    if (responses != 2) throw new IllegalStateException(responses + " responses without labels");
    return PAIR;
  }

  /** The place of the highest, the earliest of equals; 0 without labels. */
  public static int best(double[] labels) {
    int at = 0;
    for (int i = 1; i < labels.length; i++) if (labels[i] > labels[at]) at = i;
    return at;
  }

  /** The place of the lowest, the last of equals; the last without labels. */
  public static int worst(double[] labels, int responses) {
    int at = responses - 1;
    for (int i = labels.length - 1; i >= 0; i--) if (labels[i] < labels[at]) at = i;
    return at;
  }
}
