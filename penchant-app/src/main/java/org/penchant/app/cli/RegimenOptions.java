package org.penchant.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penchant.align.curate.score.Curriculum;
import org.penchant.align.train.Stages;
import org.penchant.align.train.StepWeights;
import org.penchant.app.job.Regimen;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.papers.catalogue.Recipe;
import picocli.CommandLine.Option;

/** What goes around the objective; options replace what the method's recipe says. */
final class RegimenOptions {
  @Option(
      names = "--filter",
      paramLabel = "RULE",
      description =
          "Rows that train, such as 'ches quantile<0.95'; may be given again; docs/curriculum.md.")
  private List<String> filters = List.of();

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "Order of rows, such as 'margin desc' or 'margin desc per prompt'.")
  private @Nullable String order;

  @Option(
      names = "--weight",
      paramLabel = "SCORE",
      description = "Weight of rows, such as 'column(utility)' or 'margin as sigmoid'.")
  private @Nullable String weight;

  @Option(
      names = "--teacher",
      paramLabel = "NAME=FOLDER",
      description = "A model that the method learns from; may be given again.")
  private Map<String, Path> teachers = new LinkedHashMap<>();

  @Option(
      names = "--embeddings",
      paramLabel = "FILE",
      description = "Vectors of prompts, JSON lines; the policy's own hidden states if not given.")
  private @Nullable Path embeddings;

  @Option(
      names = "--stages",
      paramLabel = "column|split:N|none",
      description =
          "Train in stages, each from and against what the one before ended with: by the column"
              + " 'stage', or in N equal parts.")
  private @Nullable String stages;

  @Option(
      names = "--momentum",
      paramLabel = "ALPHA",
      description = "Between stages go on by ALPHA times the last stage's change, in [0, 1).")
  private @Nullable Double momentum;

  /** The regimen of a method with these options over it. */
  Regimen over(Recipe recipe) {
    var usage = new Problems();
    var curriculum =
        Curriculum.parse(
            filters.isEmpty() ? recipe.filters() : filters,
            Optional.ofNullable(order).or(() -> given(recipe.order())),
            Optional.ofNullable(weight).or(() -> given(recipe.weight())),
            usage);
    var staged = staged(recipe, usage);
    if (staged.isPresent() && recipe.noisy().isPresent())
      usage.error(
          "--stages",
          String.valueOf(stages),
          "the method keeps noisy pairs for a stage of its own",
          "leave it out, or take another method");
    usage.throwIfErrors(ExitCode.USAGE);
    return new Regimen(
        curriculum,
        Map.copyOf(teachers),
        Optional.ofNullable(embeddings),
        staged,
        recipe.steps().orElse(StepWeights.defaults()),
        recipe.noisy());
  }

  private static int parts(String number) {
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException("'" + number + "' must be a whole number", none);
    }
  }

  private static Optional<String> given(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private Optional<Stages> staged(Recipe recipe, Problems usage) {
    var found = recipe.stages();
    if (stages != null)
      try {
        var base = found.orElse(Stages.defaults());
        found =
            switch (stages) {
              case "none" -> Optional.empty();
              case "column" -> Optional.of(base.withColumn());
              case String split when split.startsWith("split:") ->
                  Optional.of(base.withSplit(parts(split.substring(6))));
              default -> throw new IllegalArgumentException("is not column, split:N or none");
            };
      } catch (IllegalArgumentException bad) {
        usage.error("--stages", stages, String.valueOf(bad.getMessage()), "--stages split:3");
      }
    if (momentum == null) return found;
    try {
      double alpha = momentum;
      if (found.isEmpty())
        throw new IllegalArgumentException("momentum goes between stages, and there are none");
      return found.map(s -> s.withMomentum(alpha));
    } catch (IllegalArgumentException bad) {
      usage.error("--momentum", momentum, String.valueOf(bad.getMessage()), "--stages split:3");
      return found;
    }
  }
}
