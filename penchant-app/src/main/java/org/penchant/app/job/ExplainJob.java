package org.penchant.app.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penchant.align.lm.Teachers;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.objective.MethodCompiler;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;
import org.penchant.align.reference.CachedReference;
import org.penchant.align.reference.Reference;
import org.penchant.align.train.Example;
import org.penchant.align.train.ExampleEncoder;
import org.penchant.align.train.PromptEmbeddings;
import org.penchant.align.train.RowExplainer;
import org.penchant.align.train.RowExplainer.Explained;
import org.penchant.align.train.Truncation;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.papers.catalogue.Method;
import org.penchant.torch.tensor.DType;

/**
 * Explains the loss of a row.
 *
 * @param method whose loss
 * @param model the policy
 * @param reference the reference policy; the model itself if empty, as before the first step
 * @param type element type to compute in, or each folder's
 * @param countStraddling whether tokens across the edge of a response are counted, not refused
 * @param progress steps done / total steps, in [0, 1), for schedules
 */
public record ExplainJob(
    Method method,
    Path model,
    Optional<Path> reference,
    Optional<DType> type,
    boolean countStraddling,
    double progress) {
  private static final int MAX_TOKENS = 8192;

  /**
   * Explains.
   *
   * @return an explanation for each training row that the row gives: one for a pair, or one for
   *     each of its responses where the method takes single responses
   */
  public List<Explained> run(Comparison row) throws IOException {
    var objective = method.objective();
    try (var policy = LoadedModel.load(model, Optional.empty(), type, countStraddling)) {
      var encoder =
          new ExampleEncoder(
              policy.text().encoder(),
              policy.text().context(),
              Truncation.ERROR,
              objective.needs(),
              new Seeds(0));
      var encoded = encoder.encode(List.of(row)).examples();
      if (objective.needs().contains(new Need.Embeddings()))
        encoded = PromptEmbeddings.of(policy.model(), encoded, MAX_TOKENS);
      var rows = Example.prepare(objective, encoded);
      var problems = new Problems();
      MethodCompiler.check(objective, rows.stream().map(Example::facts).toList(), problems);
      if (rows.isEmpty())
        problems.error(
            row.provenance().toString(),
            "",
            method.id() + " does not use this row",
            "take another");
      problems.throwIfErrors(ExitCode.BAD_DATA);
      var known =
          objective.needs().contains(new Need.ReferenceLogps())
              ? Optional.<Reference>of(scored(policy, rows))
              : Optional.<Reference>empty();
      return new RowExplainer(
              policy.model(), objective, known, teachers(policy, objective), MAX_TOKENS)
          .explain(rows, progress);
    }
  }

  private Reference scored(LoadedModel policy, List<Example> rows) throws IOException {
    var groups = new ArrayList<List<TokenSequence>>();
    for (var row : rows) {
      groups.add(row.group());
      row.mismatched().ifPresent(other -> groups.add(List.of(other)));
    }
    if (reference.isEmpty())
      return CachedReference.compute(policy.model(), groups, MAX_TOKENS, _ -> {});
    try (var other = LoadedModel.load(reference.get(), Optional.empty(), type, countStraddling)) {
      checkVocabulary(other, groups);
      return CachedReference.compute(other.model(), groups, MAX_TOKENS, _ -> {});
    }
  }

  private static void checkVocabulary(LoadedModel other, List<List<TokenSequence>> groups) {
    int greatest =
        groups.stream()
            .flatMap(List::stream)
            .flatMapToInt(sequence -> Arrays.stream(sequence.ids()))
            .max()
            .orElse(0);
    if (greatest >= other.model().vocabulary())
      throw ProblemsException.of(
          ExitCode.BAD_MODEL,
          other.text().folder().toString(),
          "vocabulary of " + other.model().vocabulary(),
          "does not hold token " + greatest + " of the policy",
          "the reference must have the policy's tokenizer");
  }

  /** The model itself stands for the reference; a row's explanation loads no other model. */
  private Teachers teachers(LoadedModel policy, Objective objective) {
    for (var need : objective.needs())
      if (need instanceof Need.TokenSignal wanted
          && !wanted.signal().teachers().equals(Set.of(Teachers.REFERENCE)))
        throw ProblemsException.of(
            ExitCode.USAGE,
            "--method",
            method.id(),
            "its teachers " + wanted.signal().teachers() + " are not loaded to explain a row",
            "explain a row of another method");
    return Teachers.of(Map.of(Teachers.REFERENCE, policy.model()));
  }
}
