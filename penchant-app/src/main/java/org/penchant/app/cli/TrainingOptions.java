package org.penchant.app.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.penchant.app.job.AlignRequest;
import org.penchant.app.job.Regimen;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.papers.catalogue.Method;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** How policies are trained, whatever the method. */
final class TrainingOptions {
  private static final double LEARNING_RATE = 1e-5;

  @Mixin private RegimenOptions around = new RegimenOptions();
  @Mixin private LoraOptions lora = new LoraOptions();
  @Mixin private EncodingOptions encoding = new EncodingOptions();
  @Mixin private OptimiserOptions optimiser = new OptimiserOptions();

  /**
   * The run of a method under these options, its reference the frozen starting policy if it needs
   * one.
   *
   * @throws ProblemsException if an option is wrong
   */
  AlignRequest request(
      Method method, Path model, DataOptions data, Path out, int evalSteps, int saveSteps) {
    var usage = new Problems();
    var columns = data.columns(usage);
    usage.throwIfErrors(ExitCode.USAGE);
    var plain = AlignRequest.of(method, model, data.files, out);
    return valid(() -> {
      var regimen = regimen(method);
      return new AlignRequest(
          method,
          model,
          data.files,
          encoding.evalData,
          out,
          data.read(),
          columns,
          encoding.maxRows,
          encoding.length.maxLength,
          encoding.length.truncation,
          encoding.countStraddling(),
          encoding.evalSplit,
          plain.reference(),
          Optional.ofNullable(encoding.type),
          lora.config(),
          regimen.over(optimiser.train(LEARNING_RATE, evalSteps, saveSteps)),
          regimen,
          0,
          false,
          Map.of(),
          Instant.now().toString());
    });
  }

  /** What goes around a method: its recipe with these options over it. */
  Regimen regimen(Method method) {
    return around.over(method.recipe());
  }

  /** What {@code made} gives; a value out of range becomes a problem of usage. */
  static <T> T valid(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException bad) {
      throw ProblemsException.of(
          ExitCode.USAGE, "options", "", String.valueOf(bad.getMessage()), "see --help");
    }
  }

  /** Every option of a verb with its value, for manifests. */
  static Map<String, String> given(CommandSpec spec) {
    var options = new LinkedHashMap<String, String>();
    for (var option : spec.options())
      options.put(option.longestName(), String.valueOf((Object) option.getValue()));
    return options;
  }
}
