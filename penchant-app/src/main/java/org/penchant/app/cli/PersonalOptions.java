package org.penchant.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penchant.align.reward.LowRank;
import org.penchant.app.reward.RewardExtras;
import org.penchant.core.problems.Problems;
import org.penchant.papers.catalogue.RewardMethod;
import picocli.CommandLine.Option;

/** What is done with rewards that users share. */
final class PersonalOptions {
  @Option(
      names = "--prune",
      description =
          "Leaves shared rewards of which no user takes 0.01 out of the model that is written.")
  private boolean prune;

  @Option(
      names = "--towards",
      paramLabel = "FOLDER",
      description =
          "Holds shared rewards to the head of a reward model of the same features, as strongly as"
              + " the method's penalty says.")
  private @Nullable Path towards;

  RewardExtras.Personal personal() {
    return new RewardExtras.Personal(prune, Optional.ofNullable(towards));
  }

  /** Refuses options that do not fit together. */
  void check(RewardMethod method, boolean members, Problems usage) {
    boolean shared = method.head() instanceof LowRank;
    if (prune && !shared)
      usage.error("--prune", method.id(), "no rewards are shared", "train 047, or leave it out");
    if (prune && members)
      usage.error(
          "--prune",
          "and --members",
          "members of one average have the same rewards",
          "leave it out");
    if (towards != null && !shared)
      usage.error(
          "--towards", towards, method.id() + " shares no rewards", "train 047, or leave it out");
    if (towards != null && shared && method.basis().map(b -> b.penalty().alpha() == 0).orElse(true))
      usage.error(
          "--towards",
          towards,
          "the method's penalty is 0",
          "give its strength: --set 'penalty={cosine: {alpha: 1}}'");
  }
}
