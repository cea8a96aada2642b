package org.penchant.data.ltr;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.core.io.AtomicFiles;

/** Writes runs as trec_eval reads them, {@code query Q0 document rank score tag}. */
public final class TrecWriter {
  private TrecWriter() {}

  /**
   * A run from orders: the document at place p of n gets the rank p from 1 and the score n - p + 1,
   * since trec_eval orders by scores.
   *
   * @param orders documents of each query, best first
   */
  public static TrecRun run(String tag, Map<String, List<String>> orders) {
    var queries = new LinkedHashMap<String, List<Retrieved>>();
    orders.forEach((query, documents) -> {
      int n = documents.size();
      queries.put(
          query,
          java.util.stream.IntStream.range(0, n)
              .mapToObj(k -> new Retrieved(documents.get(k), k + 1, n - k))
              .toList());
    });
    return new TrecRun(tag, queries);
  }

  /**
   * Writes a run in one step.
   *
   * @throws IllegalArgumentException if the tag, a query or a document is empty or holds white
   *     space
   * @throws java.io.IOException if the file cannot be written
   */
  public static void write(Path file, TrecRun run) throws java.io.IOException {
    var text = new StringBuilder();
    word(run.tag());
    run.queries()
        .forEach((query, documents) -> {
          word(query);
          for (var found : documents)
            text.append(query)
                .append(" Q0 ")
                .append(word(found.document()))
                .append(' ')
                .append(found.rank())
                .append(' ')
                .append(found.score())
                .append(' ')
                .append(run.tag())
                .append('\n');
        });
    AtomicFiles.write(file, text.toString());
  }

  private static String word(String name) {
    if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace))
      throw new IllegalArgumentException("'" + name + "' must be one word in a run");
    return name;
  }
}
