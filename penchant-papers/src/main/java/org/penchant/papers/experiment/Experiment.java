package org.penchant.papers.experiment;

import org.penchant.core.random.Seeds;

/** The protocol of a claim: arms measured in a world drawn from seeds. */
public sealed interface Experiment
    permits JudgeInTwoSeats,
        PositionedPairs,
        AcceptedRejected,
        AnchoredLabels,
        JudgedSorting,
        CopelandDuels,
        FusedReranking,
        SparsePairs,
        ShuffledPrompts,
        DisplacedPairs,
        DistilledAdvantage,
        NoisyComparisons,
        FactorStrengths,
        DissectedJudges,
        BenchmarkVotes,
        OpenEndedRatings,
        TernaryPairs,
        CardinalPairs,
        SequentialDimensions,
        CurriculumPairs,
        ReversedConstraints,
        RationalePairs,
        DegreeCopies,
        InstructionPairs,
        AcceleratedPreference,
        JointPairs,
        RankedCandidates,
        SkippedItems,
        SteppedTrees,
        PromptMatrix,
        SortedSides,
        PairStrength,
        VoteMargins,
        CombinedRewards,
        ShapedRollouts,
        RelevantStyles,
        OutsideOptionGate,
        ProbedRewards,
        CorruptedMatrix,
        ArenaOffsets,
        PreferenceBasis,
        RefreshedReward,
        AveragedMembers,
        MixedSources,
        GroundedBenchmark,
        CheckedSums,
        WrittenSums,
        CyclicPreferences,
        SharedRewards,
        IdealPointUsers,
        CrowdOpinions {
  /** Draws a world and measures every arm in it; every seed gives the same arms and metrics. */
  void run(Seeds seeds, Figures figures);

  /** The same arms and metrics, quickly; the figures mean nothing. */
  default Experiment trial() {
    return this;
  }
}
