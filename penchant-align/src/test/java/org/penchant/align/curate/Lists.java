package org.penchant.align.curate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Rating;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Provenance;
import org.penchant.core.random.Seeds;

/** Rows for tests. */
final class Lists {
  private Lists() {}

  /** Responses "reply 0", "reply 1", ... with these scores. */
  static Comparison scored(long row, double... scores) {
    var texts = IntStream.range(0, scores.length).mapToObj(i -> "reply " + i).toList();
    return scored(row, texts, scores);
  }

  static Comparison scored(long row, List<String> texts, double... scores) {
    return new Comparison(
        Content.of("prompt " + row),
        texts.stream().map(t -> Candidate.response(Content.of(t))).toList(),
        new Rating(Map.of("score", Arrays.stream(scores).boxed().toList()), Mark.NONE),
        Map.of(),
        Map.of(),
        new Provenance("lists.jsonl", row, "ab"));
  }

  static Tools tools() {
    return Tools.seeded(new Seeds(7));
  }

  static Curation.Curated run(Step step, Comparison... rows) {
    return new Curation(List.of(step)).run(List.of(rows), tools());
  }

  static String chosen(Comparison pair) {
    return pair.chosen().content().plain();
  }

  static String rejected(Comparison pair) {
    return pair.rejected().content().plain();
  }
}
