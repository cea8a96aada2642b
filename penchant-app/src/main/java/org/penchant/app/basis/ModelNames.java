package org.penchant.app.basis;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.app.job.DataRows;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.RecordReader;

/**
 * Which models wrote the responses of rows: the columns model_a and model_b in the order of the
 * responses, or chosen_model and rejected_model.
 */
record ModelNames(Map<String, Two> byRow) {
  /** Of the first and the second response; or of the chosen and the rejected one. */
  record Two(String one, String other, boolean byChoice) {}

  static ModelNames read(DataRows data) {
    var found = new HashMap<String, Two>();
    var problems = new Problems();
    for (Path file : data.files())
      RecordReader.defaults()
          .read(
              file,
              problems,
              row -> {
                String place = file + " " + row.index();
                for (var names :
                    List.of(
                        List.of("model_a", "model_b"), List.of("chosen_model", "rejected_model"))) {
                  String one = row.fields().path(names.getFirst()).asText("");
                  String other = row.fields().path(names.getLast()).asText("");
                  if (!one.isBlank() && !other.isBlank() && !one.equals(other))
                    found.put(place, new Two(one, other, names.getFirst().startsWith("chosen")));
                }
              });
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return new ModelNames(Map.copyOf(found));
  }

  /** Winner and loser of a decided pair, if both are named. */
  Optional<List<String>> of(Comparison pair) {
    var at = pair.provenance();
    return Optional.ofNullable(byRow.get(at.file() + " " + at.row()))
        .map(two -> {
          boolean first = two.byChoice() || pair.candidates().indexOf(pair.chosen()) == 0;
          return first ? List.of(two.one(), two.other()) : List.of(two.other(), two.one());
        });
  }
}
