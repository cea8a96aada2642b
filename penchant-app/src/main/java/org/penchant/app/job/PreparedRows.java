package org.penchant.app.job;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penchant.align.curate.score.Survey;
import org.penchant.align.lm.Tokenizer;
import org.penchant.align.lm.Transformer;
import org.penchant.align.objective.Need;
import org.penchant.align.train.CuratedExamples;
import org.penchant.align.train.Example;
import org.penchant.align.train.ExampleEncoder;
import org.penchant.align.train.PromptEmbeddings;
import org.penchant.align.train.Stages;

/** Encoded rows as a run's objective and regimen want them. */
record PreparedRows(
    AlignRequest request, Progress progress, Transformer policy, Tokenizer tokenizer) {

  /** The training rows, filtered, ordered and weighed. */
  List<Example> train(ExampleEncoder.Encoded encoded) throws IOException {
    var curriculum = request.regimen().curriculum();
    var annotated = annotated(encoded.examples());
    if (curriculum.isNone()) return prepared(annotated);
    progress.stage("scoring " + annotated.size() + " rows for the curriculum");
    var survey = Survey.of(policy, request.train().maxTokens());
    var curated =
        CuratedExamples.of(
            curriculum,
            pairs(annotated),
            survey,
            done -> progress.at(done, annotated.size(), Map.of()));
    curated
        .outcome()
        .removed()
        .forEach((filter, count) -> progress.stage("left out " + count + " rows: not " + filter));
    return prepared(curated.examples());
  }

  /** The held-out rows, all of them, in their order. */
  List<Example> heldOut(ExampleEncoder.Encoded encoded) throws IOException {
    return prepared(annotated(encoded.examples()));
  }

  /** Scores are of pairs, so lists become pairs first unless the method wants them whole. */
  private List<Example> pairs(List<Example> rows) {
    return request.method().objective().needs().contains(new Need.Lists())
        ? rows
        : rows.stream().flatMap(row -> row.pairs().stream()).toList();
  }

  private List<Example> prepared(List<Example> rows) {
    return Example.prepare(request.method().objective(), rows);
  }

  private List<Example> annotated(List<Example> rows) throws IOException {
    var needs = request.method().objective().needs();
    int tokens = request.train().maxTokens();
    var regimen = request.regimen();
    var annotated = rows;
    if (needs.contains(new Need.Embeddings()))
      annotated =
          regimen.embeddings().isPresent()
              ? EmbeddingFile.read(regimen.embeddings().get()).of(annotated)
              : PromptEmbeddings.of(policy, annotated, tokens);
    if (needs.contains(new Need.TokenWeights()))
      annotated =
          regimen
              .steps()
              .of(policy, id -> tokenizer.decode(new int[] {id}, false), annotated, tokens);
    if (regimen.stages().flatMap(Stages::earlier).isPresent())
      annotated = annotated.stream().map(PreparedRows::withoutEarlier).toList();
    return annotated;
  }

  /** Before the first stage there is no earlier reward. */
  private static Example withoutEarlier(Example row) {
    var columns = new HashMap<>(row.columns());
    columns.putIfAbsent(Stages.EARLIER_MARGIN, 0.0);
    return row.withColumns(columns);
  }
}
