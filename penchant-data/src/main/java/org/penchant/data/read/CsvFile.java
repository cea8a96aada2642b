package org.penchant.data.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.penchant.core.problems.Problems;

/** Separated values with a header line. Lists and objects stand in cells as JSON. */
record CsvFile(char separator) implements RowSource {
  @Override
  public void forEach(Input input, ReadOptions options, Problems problems, Sink sink)
      throws IOException {
    new CsvRecords(separator, true)
        .forEach(input, options.lineLimit(), problems, new Objects(input.name(), problems, sink));
  }

  private static final class Objects implements CsvRecords.Sink {
    private final String file;
    private final Problems problems;
    private final Sink sink;
    private List<String> names = List.of();

    Objects(String file, Problems problems, Sink sink) {
      this.file = file;
      this.problems = problems;
      this.sink = sink;
    }

    @Override
    public void header(List<String> header) {
      names = header;
    }

    @Override
    public void record(long row, long line, List<String> cells) {
      if (!CsvRecords.whole(file, row, line, cells, names.size(), problems)) return;
      ObjectNode fields = JsonNodeFactory.instance.objectNode();
      for (int i = 0; i < cells.size(); i++) fields.put(names.get(i), cells.get(i));
      sink.accept(new Row(file, row, line, false, fields));
    }
  }
}
