package org.penchant.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.penchant.align.reward.meta.InfoNce;
import org.penchant.align.reward.meta.MetaStep;
import org.penchant.align.reward.mix.SourceWeights;
import org.penchant.align.reward.mix.SourceWeights.LeastNorm;
import org.penchant.align.reward.mix.SourceWeights.Normalisation;
import org.penchant.align.train.ContrastiveTerm;
import org.penchant.app.reward.RewardExtras;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.ColumnNames;
import org.penchant.papers.catalogue.RewardMethod;
import picocli.CommandLine.Option;

/** What joins the training of a reward model beside its method. */
final class RewardExtraOptions {
  private static final int PROMPTS = 8;

  private static final String LEAST = "least-norm";

  @Option(
      names = "--source-weights",
      paramLabel = "KIND",
      description =
          "Several sources of data: pooled, or as many rows of each in every step, weighed equal or"
              + " by least-norm, least-norm-l2, least-norm-loss, least-norm-loss-plus (default: as"
              + " the method says, otherwise pooled).")
  private @Nullable String weights;

  @Option(
      names = "--source",
      paramLabel = "COLUMN",
      description = "A column of numbers that tells sources apart, instead of their files.")
  private @Nullable String column;

  @Option(
      names = "--contrastive",
      defaultValue = "0",
      paramLabel = "WEIGHT",
      description =
          "Weight of a contrastive loss between two views of each feature, such as 0.1; 0 for none.")
  private double contrastive;

  @Option(
      names = "--contrastive-temperature",
      paramLabel = "T",
      description = "Of the contrastive loss (default: 0.05; 0.5 for small trunks).")
  private @Nullable Double temperature;

  @Option(
      names = "--contrastive-dropout",
      paramLabel = "RATE",
      description = "Numbers of the head's input dropped in each view (default: 0.1).")
  private @Nullable Double dropout;

  @Option(
      names = "--contrastive-of",
      paramLabel = "pair|answer",
      description =
          "Features that are contrasted: differences of pairs, or of every answer (default: pair).")
  private ContrastiveTerm.@Nullable Of of;

  @Option(
      names = "--meta",
      paramLabel = "FILE",
      description =
          "Answers of the current policy, two of a prompt or more: every step takes its gradient"
              + " where their rewards lie farther apart.")
  private @Nullable Path meta;

  @Option(
      names = "--meta-rate",
      paramLabel = "ETA",
      description = "How far up the spread of these rewards (default: the learning rate).")
  private @Nullable Double metaRate;

  @Option(
      names = "--meta-prompts",
      paramLabel = "N",
      description = "Prompts of one ascent (default: 8).")
  private @Nullable Integer metaPrompts;

  @Option(
      names = "--moving-average",
      paramLabel = "DECAY",
      description =
          "Also writes OUT/moving-average, the moving average of the weights over the run, such as"
              + " of decay 0.99.")
  private @Nullable Double movingAverage;

  /** Columns to read, these among them. */
  ColumnNames columns(ColumnNames columns) {
    return column == null || columns.numeric().contains(column)
        ? columns
        : columns.withGroup(column);
  }

  /**
   * What was asked for; values out of range are an {@link IllegalArgumentException}.
   *
   * @param rate the learning rate
   */
  RewardExtras extras(RewardMethod method, double rate, RewardExtras.Personal personal) {
    var sources =
        weights(method).map(w -> new RewardExtras.Sources(Optional.ofNullable(column), w));
    var contrast =
        contrastive == 0 ? Optional.<ContrastiveTerm.Settings>empty() : Optional.of(contrast());
    var ascent =
        Optional.ofNullable(meta)
            .map(file ->
                new RewardExtras.Meta(
                    file,
                    MetaStep.of(metaRate == null ? rate : metaRate),
                    metaPrompts == null ? PROMPTS : metaPrompts));
    return new RewardExtras(
        sources,
        contrast,
        ascent,
        movingAverage == null ? OptionalDouble.empty() : OptionalDouble.of(movingAverage),
        personal,
        RewardExtras.Member.ALONE);
  }

  private ContrastiveTerm.Settings contrast() {
    var usual = ContrastiveTerm.Settings.defaults();
    return new ContrastiveTerm.Settings(
        contrastive,
        temperature == null ? usual.loss() : new InfoNce(temperature),
        dropout == null ? usual.dropout() : dropout,
        of == null ? usual.of() : of);
  }

  private Optional<SourceWeights> weights(RewardMethod method) {
    if (weights == null)
      return column == null || method.sources().isPresent()
          ? method.sources()
          : Optional.of(new SourceWeights.Equal());
    String kind = weights.toLowerCase(Locale.ROOT);
    if (kind.equals("pooled")) return Optional.empty();
    if (kind.equals("equal")) return Optional.of(new SourceWeights.Equal());
    var base =
        method
            .sources()
            .filter(LeastNorm.class::isInstance)
            .map(LeastNorm.class::cast)
            .orElse(LeastNorm.defaults());
    if (kind.equals(LEAST)) return Optional.of(base.withNormalisation(Normalisation.NONE));
    return Arrays.stream(Normalisation.values())
        .filter(n -> kind.equals(LEAST + "-" + n.name().toLowerCase(Locale.ROOT).replace('_', '-')))
        .filter(n -> n != Normalisation.NONE)
        .findFirst()
        .map(n -> (SourceWeights) base.withNormalisation(n));
  }

  /** Refuses options that do not fit together. */
  void check(RewardMethod method, boolean featuresTrain, boolean adapter, Problems usage) {
    if (weights != null && !weights.equalsIgnoreCase("pooled") && weights(method).isEmpty())
      usage.error(
          "--source-weights",
          weights,
          "must be pooled, equal, least-norm, least-norm-l2, least-norm-loss or"
              + " least-norm-loss-plus",
          "equal is the baseline");
    if (column != null && "pooled".equalsIgnoreCase(weights))
      usage.error("--source", column, "pooled data has no sources", "--source-weights equal");
    if (contrastive != 0 && !featuresTrain)
      usage.error(
          "--contrastive",
          contrastive,
          "nothing that makes the features trains",
          "give the head layers (--hidden), or train the model (no --frozen)");
    if (movingAverage != null && !(movingAverage >= 0 && movingAverage < 1))
      usage.error("--moving-average", movingAverage, "must be in [0, 1)", "for example 0.99");
    if (movingAverage != null && adapter)
      usage.error(
          "--moving-average",
          movingAverage,
          "an adapter's factors do not average into its product",
          "leave out one of them");
    if (contrastive == 0 && (temperature != null || dropout != null || of != null))
      usage.error(
          "--contrastive-temperature, -dropout, -of",
          "no --contrastive",
          "say how a contrastive loss is made",
          "give --contrastive WEIGHT, or leave them out");
    if (meta == null && (metaRate != null || metaPrompts != null))
      usage.error(
          "--meta-rate, --meta-prompts",
          "no --meta",
          "there are no answers to ascend on",
          "give --meta FILE");
    if (meta != null && method.head().pairsOnly())
      usage.error(
          "--meta", meta, method.head() + " has no reward of one answer", "take another head");
  }
}
