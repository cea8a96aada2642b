package org.penchant.app.reward.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.RecordReader;

/**
 * Reads labelled responses from JSON lines, a JSON array, CSV or Parquet: columns prompt, response
 * (or completion), and one for each dimension, whose values are its classes. An empty label leaves
 * the row out of the dimension.
 *
 * @param columns the file's own name of a column
 * @param dimensions the columns of labels, at least one
 */
public record ProbeReader(Map<Field, String> columns, List<String> dimensions) {
  public ProbeReader {
    columns = Map.copyOf(columns);
    dimensions = List.copyOf(dimensions);
    if (dimensions.isEmpty())
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--dimension",
          "none",
          "probing needs labels",
          "name the columns of labels, such as --dimension helpful");
  }

  /**
   * Reads a file.
   *
   * @throws ProblemsException if it cannot be read, a row lacks a text, or a dimension has no label
   */
  public List<ProbeRow> read(Path file) {
    var problems = new Problems();
    var rows = new ArrayList<ProbeRow>();
    RecordReader.defaults()
        .read(
            file,
            problems,
            found -> {
              var row = new RecordFields(found, columns, problems);
              var prompt = row.content(Field.PROMPT);
              var response = row.content(Field.RESPONSE);
              var labels = new HashMap<String, String>();
              for (String dimension : dimensions) {
                String label = found.fields().path(dimension).asText("").strip();
                if (!label.isEmpty() && !found.fields().path(dimension).isNull())
                  labels.put(dimension, label);
              }
              if (prompt.isPresent() && response.isPresent())
                rows.add(
                    new ProbeRow(
                        file.toString(), found.index(), prompt.get(), response.get(), labels));
            });
    for (String dimension : dimensions)
      if (!problems.hasErrors() && rows.stream().noneMatch(r -> r.labels().containsKey(dimension)))
        problems.error(
            file.toString(), dimension, "no row has a label in this column", "name another column");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return rows;
  }
}
