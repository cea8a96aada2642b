package org.penchant.align.objective;

import org.penchant.core.problems.Problems;

/** Combinations of parts that the specifications refuse or warn of. */
final class Soundness {
  private static final double NOISY = 0.4;

  private Soundness() {}

  static void check(Term.Preference term, String place, Problems problems) {
    boolean symmetric = term.contrast() instanceof Contrast.Difference;
    if (!symmetric
        && term.reward() instanceof Reward.LogRatio ratio
        && !(ratio.divergence() instanceof Divergence.ReverseKl))
      problems.error(
          place,
          ratio.divergence() + " with " + term.contrast(),
          "rewards of this divergence are known up to a constant of the prompt, which an asymmetric"
              + " contrast does not cancel",
          "use reverse-kl, or the difference contrast");
    if (!symmetric && term.structure().unpaired())
      problems.error(
          place,
          term.contrast(),
          "unpaired responses have no second response to contrast with",
          "use the difference contrast");
    if (term.structure().unpaired()
        && (Needs.union(term.offset().needs(), term.weight().needs()).contains(new Need.Pairs())))
      problems.error(
          place,
          term.offset() + ", " + term.weight(),
          "an offset or weight of pairs needs labelled pairs",
          "use the labelled-pairs structure");
    if (term.contrast() instanceof Contrast.Shifted shifted) {
      if (!(term.link() instanceof Link.Logistic))
        problems.warn(
            place,
            term.link(),
            "the theory of shifted contrasts covers the logistic link only",
            "use logistic unless this is meant");
      if (shifted.outside())
        problems.warn(
            place,
            shifted.factor(),
            "a factor above 1 pushes the rejected harder than DPO and displaces the chosen more",
            "keep the factor in [0, 1]");
    }
    if (term.noise() instanceof Noise.Unbiased unbiased && unbiased.flipRate() > NOISY)
      problems.warn(
          place,
          "flip-rate = " + unbiased.flipRate(),
          "the variance grows with 1/(1 - 2 flip-rate)^2",
          "take the lower end of what you believe");
    if (term.noise() instanceof Noise.Unbiased && !(term.link() instanceof Link.Logistic))
      problems.warn(
          place,
          term.link(),
          "the unbiased combination is proved for the logistic link",
          "check held-out accuracy and stop early");
  }
}
