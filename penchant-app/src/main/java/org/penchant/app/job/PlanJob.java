package org.penchant.app.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.penchant.align.lm.ModelFolder;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.objective.MethodCompiler;
import org.penchant.align.objective.Need;
import org.penchant.align.reference.ReferenceKind;
import org.penchant.align.train.Example;
import org.penchant.align.train.ExampleEncoder;
import org.penchant.align.train.StepTimer;
import org.penchant.app.bench.Memory;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.data.read.PreferenceReader;
import org.penchant.torch.safetensors.Safetensors;
import org.penchant.torch.safetensors.SafetensorsException;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * Says what an alignment run will take, before anything is written: data, memory, time.
 *
 * @param request the run
 * @param limit bytes the user has
 * @param probeSteps optimiser steps to time; 0 for no probe, and the weights are not loaded
 */
public record PlanJob(AlignRequest request, Optional<Long> limit, int probeSteps) {

  /** Rows as they would train. */
  private record Rows(List<Example> train, List<Example> heldOut, ExampleEncoder.Encoded encoded) {}

  /**
   * Plans.
   *
   * @throws ProblemsException for all that the run itself would refuse before its first step
   */
  public Plan run(Progress progress) throws IOException {
    progress.stage("reading and encoding data");
    var rows = rows();
    var model = model();
    var groups = groups(rows.train());
    long pass = pass(groups, request.train().maxTokens());
    var memory = estimate(model, groups, request.train().maxTokens());
    Optional<Plan.Time> time =
        probeSteps == 0 ? Optional.empty() : Optional.of(time(rows, progress));
    double measured = time.map(Plan.Time::probedPeak).orElse(0L);
    double slack = Math.max(1, measured / memory.total());
    return new Plan(
        request.method().id(),
        data(rows, groups, pass),
        memory,
        slack,
        limit,
        limit.map(bytes -> fitting(model, groups, (long) (bytes / slack))),
        time);
  }

  private Rows rows() throws IOException {
    var objective = request.method().objective();
    var reader = new PreferenceReader(request.read());
    var problems = new Problems();
    var read = reader.read(request.data(), request.columns(), problems).rows();
    var used =
        request.maxRows() > 0 && request.maxRows() < read.size()
            ? read.subList(0, request.maxRows())
            : read;
    var seeds = new Seeds(request.train().seed());
    var split =
        request.evalData().isEmpty()
            ? Split.of(used, request.evalSplit(), seeds)
            : new Split(used, reader.read(request.evalData(), request.columns(), problems).rows());
    try (var text = ModelText.open(request.model(), request.countStraddling())) {
      int length = request.maxLength() > 0 ? request.maxLength() : text.context();
      var examples =
          new ExampleEncoder(
              text.encoder(), length, request.truncation(), objective.needs(), seeds);
      var encoded = examples.encode(split.train());
      var heldOut = heldOut(examples, split.heldOut());
      var train = Example.prepare(objective, encoded.examples());
      MethodCompiler.checkAll(objective, train.stream().map(Example::facts).toList(), problems);
      if (train.isEmpty())
        problems.error("training data", 0, "no row is left to train on", "see the rows left out");
      problems.throwIfErrors(ExitCode.BAD_DATA);
      return new Rows(train, Example.prepare(objective, heldOut.examples()), encoded);
    }
  }

  private static ExampleEncoder.Encoded heldOut(ExampleEncoder examples, List<Comparison> rows) {
    return rows.isEmpty()
        ? new ExampleEncoder.Encoded(List.of(), List.of(), Map.of(), 0, Map.of(), 0)
        : examples.encode(rows);
  }

  private MemoryEstimate.Model model() throws IOException {
    var config = ModelFolder.config(request.model());
    long parameters = 0;
    long greatest = 0;
    int width = request.type().map(PlanJob::width).orElse(2);
    try (var file = Safetensors.open(request.model())) {
      for (String name : file.names()) {
        long elements = 1;
        for (long size : file.shape(name)) elements *= size;
        parameters += elements;
        greatest = Math.max(greatest, elements);
        if (request.type().isEmpty() && file.type(name).equals("F32")) width = 4;
      }
    } catch (SafetensorsException e) {
      throw ProblemsException.of(
          ExitCode.BAD_MODEL, e.file().toString(), "", e.what(), "fetch the file again");
    }
    boolean moving =
        request.reference() instanceof ReferenceKind.Ema
            || request.reference() instanceof ReferenceKind.HardSync;
    // Loads the library, which is most of what a small run holds.
    try (var scope = TensorScope.open()) {
      var one = Tensor.zeros(DType.F32, 64, 64);
      one.matmul(one).sum().item();
    }
    return new MemoryEstimate.Model(
        config, parameters, parameters, greatest, width, moving, Memory.residentMib() << 20);
  }

  private static int width(DType type) {
    return switch (type) {
      case F64 -> 8;
      case BF16, F16 -> 2;
      default -> 4;
    };
  }

  /** The sequences of each row, and of its mismatched response where there is one. */
  private static List<List<TokenSequence>> groups(List<Example> rows) {
    return rows.stream().map(Example::group).toList();
  }

  private MemoryEstimate estimate(
      MemoryEstimate.Model model, List<List<TokenSequence>> groups, long maxTokens) {
    long tokens = pass(groups, maxTokens);
    long trained = Math.min(tokens * 2, largest(groups, PlanJob::trained));
    return MemoryEstimate.of(model, tokens, trained);
  }

  /** Tokens of the largest forward pass: at most a batch, at most the limit or the longest row. */
  private long pass(List<List<TokenSequence>> groups, long maxTokens) {
    long alone = groups.stream().mapToLong(PlanJob::packed).max().orElse(0);
    return Math.min(largest(groups, PlanJob::packed), Math.max(alone, maxTokens));
  }

  /** The greatest sum over a batch, if the largest rows came together. */
  private long largest(List<List<TokenSequence>> groups, ToLongFunction<List<TokenSequence>> of) {
    return groups.stream()
        .map(of::applyAsLong)
        .sorted(Comparator.reverseOrder())
        .limit(request.train().batchSize())
        .mapToLong(Long::longValue)
        .sum();
  }

  private static long packed(List<TokenSequence> group) {
    return PackedBatch.of(List.of(group)).packing().size();
  }

  private static long trained(List<TokenSequence> group) {
    return group.stream().mapToLong(TokenSequence::trained).sum();
  }

  /** The greatest --max-tokens that stays within {@code bytes}, by bisection. */
  private long fitting(MemoryEstimate.Model model, List<List<TokenSequence>> groups, long bytes) {
    long low = groups.stream().mapToLong(PlanJob::packed).max().orElse(0);
    if (estimate(model, groups, low).total() > bytes) return 0;
    long high = Math.max(low, largest(groups, PlanJob::packed));
    while (low < high) {
      long middle = low + (high - low + 1) / 2;
      if (estimate(model, groups, middle).total() <= bytes) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private Plan.Data data(Rows rows, List<List<TokenSequence>> groups, long pass) {
    var sequences = groups.stream().flatMap(List::stream).toList();
    long steps = request.train().totalSteps(rows.train().size());
    return new Plan.Data(
        rows.train().size(),
        rows.heldOut().size(),
        rows.encoded().dropped(),
        rows.encoded().truncated(),
        sequences.stream().mapToInt(TokenSequence::length).max().orElse(0),
        PackedBatch.usefulTokens(groups),
        groups.stream().mapToLong(PlanJob::packed).sum(),
        groups.stream().mapToLong(PlanJob::trained).sum(),
        steps,
        (double) steps * request.train().batchSize() / rows.train().size(),
        pass);
  }

  private Plan.Time time(Rows rows, Progress progress) throws IOException {
    progress.stage("timing " + probeSteps + " steps");
    var needs = request.method().objective().needs();
    var all = new ArrayList<>(rows.train());
    all.addAll(rows.heldOut());
    try (var model =
        LoadedModel.load(
            request.model(), Optional.empty(), request.type(), request.countStraddling())) {
      var timing =
          new StepTimer(model.model(), request.method().objective(), request.train())
              .time(rows.train(), probeSteps);
      double perRow = PackedBatch.usefulTokens(groups(rows.train())) / (double) rows.train().size();
      long steps = request.train().totalSteps(rows.train().size());
      double trained = perRow * steps * request.train().batchSize();
      long heldOut = PackedBatch.usefulTokens(groups(rows.heldOut()));
      boolean frozen =
          needs.contains(new Need.ReferenceLogps())
              && request.reference() instanceof ReferenceKind.Frozen;
      double scored = 2.0 * heldOut + (frozen ? PackedBatch.usefulTokens(groups(all)) : 0);
      return new Plan.Time(
          trained * timing.secondsPerTrainedToken(),
          scored * timing.secondsPerScoredToken(),
          1 / timing.secondsPerTrainedToken(),
          timing.steps(),
          Memory.peakResidentMib() << 20);
    }
  }
}
