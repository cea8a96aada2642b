package org.penchant.align.curate;

import java.util.List;
import java.util.Set;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ProblemsException;

/**
 * Makes rows out of rows.
 *
 * <p>A step is a pure function of its rows, its parameters and the seeds: it changes no row it is
 * given, draws only from {@link Tools#seeds()}, accepts no rows at all, and counts in its {@link
 * Tally} whatever it does not pass on.
 */
public sealed interface Step
    permits AddRationales,
        AllPairs,
        BestVersusEach,
        Categorise,
        ChoosePair,
        CompletePairs,
        Dedupe,
        Denoise,
        DrawnRejected,
        EloPairs,
        Filter,
        GapPairs,
        JointPairs,
        NearestPolicy,
        PromptPairs,
        RandomPair,
        RemoveKeywords,
        ReverseConstraints,
        Sample,
        Shuffle,
        Sort,
        Standardise,
        TagCells {
  /**
   * The new rows. Every one keeps the provenance of the row it was made of, so that {@link
   * Curation} can add this step to it.
   *
   * @throws ProblemsException with {@code BAD_DATA} naming every row the step cannot read
   */
  List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally);

  /** The numeric columns the step reads. */
  default Set<String> columns() {
    return Set.of();
  }
}
