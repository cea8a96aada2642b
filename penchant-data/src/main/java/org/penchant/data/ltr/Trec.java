package org.penchant.data.ltr;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.Numbers;
import org.penchant.data.read.ReadOptions;
import org.penchant.data.read.TextReader;

/**
 * Reads the files of trec_eval: runs, {@code query Q0 document rank score tag}, and relevance
 * judgements, {@code query 0 document relevance}.
 *
 * @param lineLimit the longest line taken, in bytes
 */
public record Trec(int lineLimit) {
  public static Trec defaults() {
    return new Trec(ReadOptions.DEFAULT_LINE_LIMIT);
  }

  /**
   * Reads a run. A run is ordered by its scores, as trec_eval does, not by its ranks.
   *
   * @throws ProblemsException with {@link ExitCode#BAD_DATA} if a line breaks a rule, with {@link
   *     ExitCode#IO} if the file cannot be read
   */
  public TrecRun run(Path file, Problems problems) {
    var queries = new LinkedHashMap<String, List<Retrieved>>();
    var known = new HashMap<String, Long>();
    var tags = new LinkedHashSet<String>();
    new TextReader(lineLimit)
        .lines(
            file,
            problems,
            (number, text) -> {
              String[] cells =
                  cells(file, number, text, 6, "query Q0 document rank score tag", problems);
              if (cells.length == 0) return;
              String place = file + " (line " + number + ")";
              var score = Numbers.parse(cells[4]);
              if (!cells[3].matches("\\d{1,9}"))
                problems.error(place, cells[3], "a rank must be a whole number", "correct it");
              else if (score.isEmpty() || !Double.isFinite(score.getAsDouble()))
                problems.error(place, cells[4], "a score must be a finite number", "correct it");
              else if (once(known, place, number, cells, problems))
                queries
                    .computeIfAbsent(cells[0], query -> new ArrayList<>())
                    .add(new Retrieved(cells[2], Integer.parseInt(cells[3]), score.getAsDouble()));
              if (tags.add(cells[5]) && tags.size() == 2)
                problems.error(
                    place, cells[5], "a file holds one run, " + tags.getFirst(), "split the file");
            });
    empty(file, queries.isEmpty(), "a run", problems);
    queries.replaceAll((query, list) ->
        list.stream().sorted(Comparator.comparingDouble(found -> -found.score())).toList());
    return new TrecRun(tags.getFirst(), Collections.unmodifiableMap(queries));
  }

  /**
   * Reads judgements: for each query and document its relevance, negative where it is not judged or
   * worse than irrelevant, by query in the order of the file.
   *
   * @throws ProblemsException as {@link #run}
   */
  public Map<String, Map<String, Integer>> qrels(Path file, Problems problems) {
    var queries = new LinkedHashMap<String, Map<String, Integer>>();
    var known = new HashMap<String, Long>();
    new TextReader(lineLimit)
        .lines(
            file,
            problems,
            (number, text) -> {
              String[] cells = cells(file, number, text, 4, "query 0 document relevance", problems);
              if (cells.length == 0) return;
              String place = file + " (line " + number + ")";
              if (!cells[3].matches("[-+]?\\d{1,9}"))
                problems.error(place, cells[3], "a relevance must be a whole number", "correct it");
              else if (once(known, place, number, cells, problems))
                queries
                    .computeIfAbsent(cells[0], query -> new LinkedHashMap<>())
                    .put(cells[2], Integer.valueOf(cells[3]));
            });
    empty(file, queries.isEmpty(), "judgements", problems);
    queries.replaceAll((query, documents) -> Collections.unmodifiableMap(documents));
    return Collections.unmodifiableMap(queries);
  }

  /** The cells of a line; none where it is empty or has another number of them. */
  private static String[] cells(
      Path file, long number, String text, int count, String form, Problems problems) {
    if (text.isBlank()) return new String[0];
    String[] cells = text.strip().split("\\s+");
    if (cells.length == count) return cells;
    problems.error(
        file + " (line " + number + ")",
        text,
        "must have " + count + " cells, " + form,
        "correct the line");
    return new String[0];
  }

  private static boolean once(
      Map<String, Long> known, String place, long number, String[] cells, Problems problems) {
    Long before = known.putIfAbsent(cells[0] + " " + cells[2], number);
    if (before != null)
      problems.error(
          place,
          cells[0] + " " + cells[2],
          "a query has a document once; it stands in line " + before + " too",
          "remove one of the two");
    return before == null;
  }

  private static void empty(Path file, boolean empty, String what, Problems problems) {
    if (empty && !problems.hasErrors())
      problems.error(file.toString(), "", "holds no lines of " + what, "give a file with some");
    problems.throwIfErrors(ExitCode.BAD_DATA);
  }
}
