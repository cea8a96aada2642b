package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.States;
import org.penchant.align.reward.lowrank.BasisTraining;
import org.penchant.align.train.AlternatingTurns;
import org.penchant.align.train.BasisPull;
import org.penchant.align.train.ContrastiveTerm;
import org.penchant.align.train.MetaAscent;
import org.penchant.align.train.RewardEncoder;
import org.penchant.align.train.StepPart;
import org.penchant.align.train.TrajectoryAverage;
import org.penchant.align.train.WeighedSources;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.Tensor;

/**
 * What joins the steps of a run, made of its {@link RewardExtras}.
 *
 * @param all for the trainer
 * @param sources names, if there are several
 */
record RewardParts(List<StepPart> all, List<String> sources) implements AutoCloseable {
  /** Makes them; {@code prompts} are what {@link #prompts} found. */
  static RewardParts of(
      RewardRequest request,
      RewardEncoder.Encoded learning,
      RewardModel model,
      States states,
      Map<String, Tensor> behind,
      List<RewardRow> prompts,
      Seeds seeds)
      throws IOException {
    var extras = request.extras();
    var all = new ArrayList<StepPart>();
    List<String> names = List.of();
    if (extras.sources().isPresent()) {
      var of = sources(learning.sources(), extras.sources().get().column(), request.rows().files());
      var distinct = List.copyOf(new LinkedHashSet<>(of));
      if (distinct.size() > 1) {
        names = distinct;
        int[] number = of.stream().mapToInt(distinct::indexOf).toArray();
        int parameters = (int) model.trunk().layers().getLast().weight().elements();
        all.add(new WeighedSources(names, number, extras.sources().get().weights(), parameters));
      }
    }
    extras.contrast().ifPresent(c -> all.add(new ContrastiveTerm(c, seeds)));
    extras
        .meta()
        .ifPresent(meta ->
            all.add(
                new MetaAscent(
                    model, states, behind, prompts, meta.step(), meta.prompts(), seeds)));
    if (extras.personal().towards().isPresent())
      all.add(pull(request, model, learning.rows().size(), extras.personal().towards().get()));
    int turns = request.method().basis().map(BasisTraining::turns).orElse(0);
    if (turns > 0) {
      var shared = new ArrayList<>(model.trunk().parameters().values());
      shared.addAll(behind.values());
      all.add(new AlternatingTurns(shared, model.tables().values(), turns));
    }
    if (extras.movingAverage().isPresent()) {
      var trained = new LinkedHashMap<>(model.parameters());
      trained.putAll(behind);
      all.add(new TrajectoryAverage(extras.movingAverage().getAsDouble(), trained));
    }
    return new RewardParts(all, names);
  }

  private static BasisPull pull(RewardRequest request, RewardModel model, int rows, Path folder)
      throws IOException {
    try (var other = RewardFolder.read(folder)) {
      return BasisPull.of(
          model,
          other,
          request.method().basis().orElseGet(BasisTraining::defaults).penalty(),
          request.train().totalSteps(rows));
    } catch (IllegalArgumentException unlike) {
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--towards",
          folder,
          String.valueOf(unlike.getMessage()),
          "name a model that reward train wrote for these features, with a linear head");
    }
  }

  /**
   * The source of every row: its file, by its last name unless two have that, or the value of a
   * column.
   *
   * @param files of the run
   * @throws ProblemsException naming rows without the column
   */
  static List<String> sources(List<Comparison> rows, Optional<String> column, List<Path> files) {
    var problems = new Problems();
    var found = new ArrayList<String>();
    for (var row : rows) {
      if (column.isEmpty()) {
        found.add(name(row.provenance().file(), files));
        continue;
      }
      var value = PairGroups.value(row, column.get());
      if (value.isEmpty())
        problems.error(
            row.provenance().toString(),
            "no " + column.get(),
            "every row needs its source",
            "add the column, or leave out --source to tell sources by their files");
      else found.add(column.get() + " " + value.get());
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return found;
  }

  private static String name(String file, List<Path> files) {
    String last = String.valueOf(Path.of(file).getFileName());
    return files.stream().filter(f -> f.endsWith(last)).count() > 1 ? file : last;
  }

  /**
   * The prompts of rows with all their answers.
   *
   * @throws ProblemsException if a prompt has one answer only, or no row is left
   */
  static List<RewardRow> prompts(RewardRequest request, List<Comparison> rows, Source source) {
    var problems = new Problems();
    var answers = new LinkedHashMap<String, List<Integer>>();
    var places = new LinkedHashMap<String, Comparison>();
    for (var row : rows) {
      String prompt = row.prompt().plain();
      places.putIfAbsent(prompt, row);
      var items = answers.computeIfAbsent(prompt, _ -> new ArrayList<>());
      for (int k = 0; k < row.candidates().size(); k++)
        source.items().candidate(row, k, problems).ifPresent(items::add);
    }
    boolean prompted = request.method().head().promptOutputs() > 0;
    var found = new ArrayList<RewardRow>();
    answers.forEach((prompt, items) -> {
      var first = places.get(prompt);
      if (first == null) return;
      String place = first.provenance().toString();
      if (items.size() < 2)
        problems.error(
            place,
            items.size() + " answers",
            "rewards spread over two answers of a prompt or more",
            "sample more: generate --samples 4");
      var row =
          new RewardRow(
              place,
              items.stream().mapToInt(i -> i).toArray(),
              -1,
              Outputs.POPULATION,
              new double[0],
              true,
              Map.of());
      if (prompted)
        source.items().prompt(first, problems).ifPresent(item -> found.add(row.withPrompt(item)));
      else found.add(row);
    });
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return found;
  }

  /** The moving average of the weights, if there is one. */
  Optional<TrajectoryAverage> movingAverage() {
    return all.stream()
        .filter(TrajectoryAverage.class::isInstance)
        .map(TrajectoryAverage.class::cast)
        .findFirst();
  }

  @Override
  public void close() {
    for (var part : all)
      switch (part) {
        case WeighedSources weighed -> weighed.close();
        case TrajectoryAverage average -> average.close();
        default -> {}
      }
  }
}
