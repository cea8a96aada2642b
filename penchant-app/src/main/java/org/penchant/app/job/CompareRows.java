package org.penchant.app.job;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.penchant.align.lm.Transformer;
import org.penchant.align.objective.MethodCompiler;
import org.penchant.align.objective.Need;
import org.penchant.align.train.Example;
import org.penchant.align.train.ExampleEncoder;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;

/** Rows encoded once for all methods that read the same tokens, and prepared for each. */
final class CompareRows {
  private final AlignRequest common;
  private final Split split;
  private final ModelText text;
  private final Map<Set<Need>, Encoded> known = new HashMap<>();

  CompareRows(AlignRequest common, Split split, ModelText text) {
    this.common = common;
    this.split = split;
    this.text = text;
  }

  /** Rows to train on and rows held out. */
  record Encoded(ExampleEncoder.Encoded train, ExampleEncoder.Encoded heldOut) {}

  /** The same in the form of a method; the training rows as its curriculum has them. */
  record Prepared(List<Example> train, List<Example> heldOut) {}

  /** Rows whose responses train, and nothing else. */
  Encoded plain() {
    return encoded(Set.of());
  }

  /**
   * The rows of a method.
   *
   * @throws org.penchant.core.problems.ProblemsException naming the rows that lack what it needs
   */
  Prepared of(AlignRequest request, Transformer base, Progress progress) throws IOException {
    var encoded = encoded(request.method().objective().needs());
    new TeacherModels(request).folders();
    var rows = new PreparedRows(request, progress, base, text.tokenizer());
    check(request, Example.prepare(request.method().objective(), encoded.train().examples()));
    var prepared = new Prepared(rows.train(encoded.train()), rows.heldOut(encoded.heldOut()));
    check(request, prepared.train());
    check(request, prepared.heldOut());
    return prepared;
  }

  /** Whether it changes the tokens of a row, or which of them train. */
  private static boolean changesTokens(Need need) {
    return need instanceof Need.Prompts
        || need instanceof Need.Rationales
        || need instanceof Need.Copies;
  }

  private Encoded encoded(Set<Need> needs) {
    var tokens = needs.stream().filter(CompareRows::changesTokens).collect(Collectors.toSet());
    var found = known.get(tokens);
    if (found != null) return found;
    int length = common.maxLength() > 0 ? common.maxLength() : text.context();
    var encoder =
        new ExampleEncoder(
            text.encoder(), length, common.truncation(), tokens, new Seeds(common.train().seed()));
    var made = new Encoded(encoder.encode(split.train()), encoder.encode(split.heldOut()));
    known.put(tokens, made);
    return made;
  }

  private static void check(AlignRequest request, List<Example> rows) {
    var problems = new Problems();
    if (rows.isEmpty())
      problems.error(
          "--data",
          "",
          "no row is left for " + request.method().id(),
          "mend the data, or leave the method out");
    MethodCompiler.check(
        request.method().objective(), rows.stream().map(Example::facts).toList(), problems);
    problems.throwIfErrors(ExitCode.BAD_DATA);
  }
}
