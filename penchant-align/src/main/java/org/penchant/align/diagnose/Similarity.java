package org.penchant.align.diagnose;

import java.util.Locale;
import org.penchant.align.lm.HiddenSums;

/**
 * How alike the responses of a pair are, which foretells likelihood displacement: the greater, the
 * more log pi(y_w) is expected to fall (arXiv 2410.08847). S is {@link HiddenSums}. Measured under
 * the policy that training starts from; it says nothing about the label's quality.
 */
public enum Similarity {
  /** &lt;S_w, S_l&gt; - ||S_w||^2, computed as &lt;S_w, S_l - S_w&gt;; not symmetric. */
  CHES(true) {
    @Override
    public double of(Pair pair) {
      return inner(pair.chosen.sum(), 1, pair.rejected.sum(), 1);
    }
  },
  /** The same of mean states, S / |y|. */
  LN_CHES(true) {
    @Override
    public double of(Pair pair) {
      return inner(
          pair.chosen.sum(), pair.chosen.length(), pair.rejected.sum(), pair.rejected.length());
    }
  },
  /** The inner product of the states that predict the last tokens; a baseline. */
  LAST_STATE(true) {
    @Override
    public double of(Pair pair) {
      double sum = 0;
      for (int j = 0; j < pair.chosen.last().length; j++)
        sum += pair.chosen.last()[j] * pair.rejected.last()[j];
      return sum;
    }
  },
  /** The cosine of S_w and S_l: likeness of the responses' embeddings; 0 where one is zero. */
  COSINE(true) {
    @Override
    public double of(Pair pair) {
      double wl = 0;
      double ww = 0;
      double ll = 0;
      for (int j = 0; j < pair.chosen.sum().length; j++) {
        wl += pair.chosen.sum()[j] * pair.rejected.sum()[j];
        ww += pair.chosen.sum()[j] * pair.chosen.sum()[j];
        ll += pair.rejected.sum()[j] * pair.rejected.sum()[j];
      }
      return ww == 0 || ll == 0 ? 0 : wl / Math.sqrt(ww) / Math.sqrt(ll);
    }
  },
  /** Minus the edit distance of token ids over the longer length, in [-1, 0]; a baseline. */
  EDIT(false) {
    @Override
    public double of(Pair pair) {
      int longer = Math.max(pair.chosenIds.length, pair.rejectedIds.length);
      return -(double) EditDistance.of(pair.chosenIds, pair.rejectedIds) / longer;
    }
  },
  /** -|y_w|: what the length of the chosen response alone foretells; a control. */
  SHORTNESS(false) {
    @Override
    public double of(Pair pair) {
      return -pair.chosenIds.length;
    }
  };

  private final boolean readsStates;

  Similarity(boolean readsStates) {
    this.readsStates = readsStates;
  }

  /**
   * A pair as similarities see it.
   *
   * @param chosen states of y_w
   * @param rejected states of y_l
   * @param chosenIds trained token ids of y_w
   * @param rejectedIds trained token ids of y_l
   */
  public record Pair(
      HiddenSums.Response chosen,
      HiddenSums.Response rejected,
      int[] chosenIds,
      int[] rejectedIds) {
    /** A pair whose states nobody looked at. */
    public static Pair ofTokens(int[] chosenIds, int[] rejectedIds) {
      double[] none = {};
      return new Pair(
          new HiddenSums.Response(none, none, chosenIds.length),
          new HiddenSums.Response(none, none, rejectedIds.length),
          chosenIds,
          rejectedIds);
    }
  }

  /** The name in text: ches, ln-ches, last-state, cosine, edit, shortness. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the pair's hidden states are read, and not its tokens alone. */
  public boolean readsStates() {
    return readsStates;
  }

  /** The similarity; finite for finite states. */
  public abstract double of(Pair pair);

  /** &lt;w/a, l/b - w/a&gt;. */
  private static double inner(double[] w, double a, double[] l, double b) {
    double sum = 0;
    for (int j = 0; j < w.length; j++) sum += w[j] / a * (l[j] / b - w[j] / a);
    return sum;
  }
}
