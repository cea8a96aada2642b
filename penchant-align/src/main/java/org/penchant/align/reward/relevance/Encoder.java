package org.penchant.align.reward.relevance;

/** Sentences as vectors whose dot product says how relevant one is to the other. */
public interface Encoder {
  /** What it is, weights included: calibrations hold for one identity only. */
  String identity();

  /** The vector; of one length whatever the text, zeros of an empty one. */
  double[] encode(String text);

  /** The dot product of two texts' vectors; its range is the encoder's own. */
  default double relevance(String a, String b) {
    double[] x = encode(a);
    double[] y = encode(b);
    double sum = 0;
    for (int i = 0; i < x.length; i++) sum += x[i] * y[i];
    return sum;
  }
}
