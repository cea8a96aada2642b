package org.penchant.app.basis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.app.job.Progress;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.rank.basis.Reason;
import org.penchant.rank.basis.ReasonWriter;

/** Reasons of pairs: those of a file of a run before, those the rows have, and written ones. */
final class Annotations {
  /** Questions asked together, between two savings. */
  private static final int BATCH = 64;

  private Annotations() {}

  /**
   * A line of the file.
   *
   * @param file of the row
   * @param row its number
   */
  record Line(String file, long row, String phrase, String description, String topic) {}

  /**
   * A reason for each pair; empty where there is none.
   *
   * @param kept the file they are written to as they come
   */
  static List<Optional<Reason>> of(
      List<Comparison> pairs,
      Optional<ReasonWriter> writer,
      Path kept,
      boolean resume,
      Progress progress)
      throws IOException {
    var known = resume ? read(kept) : new HashMap<String, Reason>();
    var found = new ArrayList<Optional<Reason>>();
    var missing = new ArrayList<Integer>();
    for (int i = 0; i < pairs.size(); i++) {
      var pair = pairs.get(i);
      var reason =
          Optional.ofNullable(known.get(key(pair)))
              .or(() -> pair.feedback().mark().rationale().flatMap(Reason::parse));
      found.add(reason);
      if (reason.isEmpty()) missing.add(i);
    }
    if (writer.isEmpty() && missing.size() == pairs.size()) throw none(pairs.size());
    if (writer.isPresent() && !missing.isEmpty()) {
      progress.stage("asking why, " + missing.size() + " pairs");
      for (int from = 0; from < missing.size(); from += BATCH) {
        var some = missing.subList(from, Math.min(missing.size(), from + BATCH));
        var reasons = writer.get().reasons(some.stream().map(pairs::get).toList());
        for (int k = 0; k < some.size(); k++) found.set(some.get(k), reasons.get(k));
        write(kept, pairs, found);
        progress.at(from + some.size(), missing.size(), Map.of());
      }
    }
    write(kept, pairs, found);
    return found;
  }

  private static String key(Comparison pair) {
    return pair.provenance().file() + " " + pair.provenance().row();
  }

  private static Map<String, Reason> read(Path file) throws IOException {
    var known = new LinkedHashMap<String, Reason>();
    if (!Files.exists(file)) return known;
    int number = 0;
    for (String text : Files.readAllLines(file)) {
      var line = Json.read(file + " line " + ++number, text, Line.class);
      known.put(
          line.file() + " " + line.row(),
          new Reason(line.phrase(), line.description(), line.topic()));
    }
    return known;
  }

  private static void write(Path file, List<Comparison> pairs, List<Optional<Reason>> reasons)
      throws IOException {
    var lines = new StringBuilder();
    for (int i = 0; i < pairs.size(); i++) {
      if (reasons.get(i).isEmpty()) continue;
      var reason = reasons.get(i).get();
      var at = pairs.get(i).provenance();
      lines
          .append(
              Json.line(
                  new Line(
                      at.file(), at.row(), reason.phrase(), reason.description(), reason.topic())))
          .append('\n');
    }
    AtomicFiles.write(file, lines.toString());
  }

  private static ProblemsException none(int pairs) {
    return ProblemsException.of(
        ExitCode.BAD_DATA,
        "--data",
        pairs + " pairs without a rationale",
        "a basis is found among reasons",
        "give --writer, a model that says why, or rows with rationale");
  }
}
